package dev.culvert.wire;

import dev.culvert.proxy.Failure;
import dev.culvert.tls.BackendTls;
import dev.culvert.tls.Distrust;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What went wrong in TLS with a backend, in words, whichever library says it and however. */
final class TlsTrouble {
    private static final String FAILED = "AH02003";
    private static final int DEEPEST = 10;
    private static final int SHOWN = 24;
    /** {@code SSLV3_ALERT_BAD_CERTIFICATE} is BoringSSL's, {@code Received fatal alert: bad_certificate} the JDK's. */
    private static final Pattern ALERT = Pattern.compile("(?i)_ALERT_([A-Z_]+)|fatal alert: ([a-z_]+)");
    private static final Pattern NO_COMMON_GROUND = Pattern.compile(
            "(?i)unsupported_protocol|wrong_version|wrong_ssl_version|no appropriate protocol|server selected .*version|no_shared_cipher"
                    + "|wrong_cipher");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){4,}");

    private TlsTrouble() {}

    /** @param patience how long the handshake might have taken */
    static Failure handshake(Throwable cause, BackendTls how, Duration patience) {
        for (Throwable each : causes(cause)) {
            if (each instanceof Distrust distrust) {
                return new Failure.TlsFailed(distrust.number(), distrust.words());
            }
        }
        return new Failure.TlsFailed(FAILED, words(cause, how, patience));
    }

    private static String words(Throwable cause, BackendTls how, Duration patience) {
        for (Throwable each : causes(cause)) {
            String said = String.valueOf(each.getMessage());
            if (each instanceof SslHandshakeTimeoutException) {
                return "the handshake was not over within " + patience.toMillis() + " ms";
            }
            if (each instanceof NotSslRecordException) {
                return "it does not speak TLS" + beginning(said);
            }
            Optional<String> alert = alert(said, how);
            if (alert.isPresent()) {
                return alert.get();
            }
            if (NO_COMMON_GROUND.matcher(said).find()) {
                return "it speaks none of " + how.versions() + " with the cipher suites that are allowed";
            }
        }
        return isTls(cause) ? "the handshake broke off: " + Trouble.words(cause) : "it closed the connection within the handshake";
    }

    /** The reason that a backend gave for refusing this side, if that is what happened. */
    static Optional<String> alert(Throwable cause, Optional<BackendTls> how) {
        return how.flatMap(tls -> causes(cause).stream()
                .flatMap(each -> alert(String.valueOf(each.getMessage()), tls).stream()).findFirst());
    }

    private static Optional<String> alert(String said, BackendTls how) {
        Matcher found = ALERT.matcher(said);
        if (!found.find()) {
            return Optional.empty();
        }
        String name = (found.group(1) == null ? found.group(2) : found.group(1)).toLowerCase(Locale.ROOT);
        return Optional.of("it refused with the alert " + name + meaning(name, how));
    }

    private static String meaning(String alert, BackendTls how) {
        return switch (alert) {
            case "certificate_required", "bad_certificate", "handshake_failure" -> how.hasIdentity() ? "" : hint(alert);
            case "unknown_ca" -> ": it does not know who signed the certificate of SSLProxyMachineCertificateFile";
            case "certificate_expired" -> ": the certificate of SSLProxyMachineCertificateFile has expired";
            case "certificate_revoked" -> ": the certificate of SSLProxyMachineCertificateFile is revoked";
            case "unrecognized_name" -> ": it serves nobody of that name";
            case "protocol_version" -> ": it speaks none of " + how.versions();
            default -> "";
        };
    }

    private static String hint(String alert) {
        return (alert.equals("certificate_required") ? ": it" : ": perhaps it") + " demands a client certificate, and no"
                + " SSLProxyMachineCertificateFile or SSLProxyMachineCertificatePath gives one";
    }

    private static boolean isTls(Throwable cause) {
        return causes(cause).stream().anyMatch(each -> each instanceof SSLException
                && !String.valueOf(each.getMessage()).contains("closed"));
    }

    /** What it said instead, as far as it can be shown. */
    private static String beginning(String said) {
        Matcher hex = HEX.matcher(said);
        if (!hex.find()) {
            return "";
        }
        String text = new String(HexFormat.of().parseHex(hex.group()), StandardCharsets.ISO_8859_1).replaceAll("[^ -~].*", "");
        return text.isEmpty() ? "" : ", but said '" + text.substring(0, Math.min(text.length(), SHOWN)) + "'";
    }

    private static List<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, each -> each != null, Throwable::getCause).limit(DEEPEST).toList();
    }
}
