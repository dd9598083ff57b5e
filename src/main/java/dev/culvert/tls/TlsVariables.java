package dev.culvert.tls;

import dev.culvert.http.Tls;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** mod_ssl's variables of a connection: {@code SSL_PROTOCOL}, {@code SSL_CLIENT_S_DN_CN} and so on. */
public final class TlsVariables {
    private static final String CLIENT = "SSL_CLIENT_";
    private static final String SERVER = "SSL_SERVER_";
    private static final String CHAIN = "SSL_CLIENT_CERT_CHAIN_";
    private static final List<String> OF_CONNECTION = List.of("SSL_PROTOCOL", "SSL_CIPHER", "SSL_CIPHER_EXPORT",
            "SSL_CIPHER_USEKEYSIZE", "SSL_CIPHER_ALGKEYSIZE", "SSL_COMPRESS_METHOD", "SSL_VERSION_INTERFACE", "SSL_SESSION_ID",
            "SSL_SESSION_RESUMED", "SSL_SECURE_RENEG", "SSL_TLS_SNI", "SSL_CLIENT_VERIFY");
    private static final List<String> OF_NAME = List.of("", "_C", "_ST", "_L", "_O", "_OU", "_CN", "_T", "_I", "_G", "_S", "_D",
            "_UID", "_Email", "_DC");
    private static final List<String> OF_CERTIFICATE = List.of("M_VERSION", "M_SERIAL", "V_START", "V_END", "A_SIG", "A_KEY");

    private final Tls tls;
    private final Instant now;

    /** @param now the days that a certificate has left are counted from here */
    public TlsVariables(Tls tls, Instant now) {
        this.tls = tls;
        this.now = now;
    }

    /** Nothing for a variable that there is not, or that has no value on this connection. */
    public Optional<String> value(String name) {
        return switch (name) {
            case "HTTPS" -> Optional.of("on");
            case "SSL_PROTOCOL" -> Optional.of(tls.protocol());
            case "SSL_CIPHER" -> Optional.of(tls.cipher());
            case "SSL_CIPHER_EXPORT" -> Optional.of("false");
            case "SSL_CIPHER_USEKEYSIZE", "SSL_CIPHER_ALGKEYSIZE" -> Optional.of(keySize(tls.cipher()));
            case "SSL_COMPRESS_METHOD" -> Optional.of("NULL");
            case "SSL_VERSION_INTERFACE" -> Optional.of("Culvert");
            case "SSL_SESSION_ID" -> Optional.of(tls.session()).filter(id -> !id.isEmpty());
            case "SSL_SESSION_RESUMED" -> Optional.of(tls.resumed() ? "Resumed" : "Initial");
            case "SSL_SECURE_RENEG" -> Optional.of("true");
            case "SSL_TLS_SNI" -> tls.name();
            case "SSL_CLIENT_VERIFY" -> Optional.of(tls.verdict());
            default -> ofCertificate(name);
        };
    }

    private static String keySize(String cipher) {
        return cipher.contains("128") ? "128" : "256";
    }

    private Optional<String> ofCertificate(String name) {
        if (name.startsWith(CHAIN)) {
            String number = name.substring(CHAIN.length());
            return number.matches("\\d{1,3}") ? at(tls.client(), Integer.parseInt(number) + 1, "CERT") : Optional.empty();
        } else if (name.startsWith(CLIENT)) {
            return at(tls.client(), 0, name.substring(CLIENT.length()));
        } else if (name.startsWith(SERVER)) {
            return at(tls.server(), 0, name.substring(SERVER.length()));
        }
        return Optional.empty();
    }

    private Optional<String> at(List<X509Certificate> chain, int number, String name) {
        return number < chain.size() ? new CertificateVariables(chain.get(number)).of(name, now) : Optional.empty();
    }

    /** What a request has in its environment with {@code SSLOptions +StdEnvVars}. */
    public Map<String, String> standard() {
        return values(Stream.concat(OF_CONNECTION.stream(), Stream.of(CLIENT, SERVER).flatMap(TlsVariables::standardOf)));
    }

    private static Stream<String> standardOf(String whose) {
        Stream<String> names = Stream.of("S_DN", "I_DN").flatMap(dn -> OF_NAME.stream().map(part -> whose + dn + part));
        Stream<String> alternatives = Stream.of("SAN_DNS_", "SAN_Email_")
                .flatMap(kind -> Stream.iterate(0, number -> number < 10, number -> number + 1).map(number -> whose + kind + number));
        return Stream.of(OF_CERTIFICATE.stream().map(name -> whose + name), names, alternatives,
                Stream.of(CLIENT + "V_REMAIN", CLIENT + "CERT_RFC4523_CEA")).flatMap(each -> each);
    }

    /** What {@code +ExportCertData} adds: certificates in PEM. */
    public Map<String, String> certificates() {
        Map<String, String> all = values(Stream.concat(Stream.of(SERVER + "CERT"),
                Stream.iterate(0, number -> number + 1 < tls.client().size(), number -> number + 1).map(number -> CHAIN + number)));
        // httpd: there, and empty, for who showed none.
        all.put(CLIENT + "CERT", value(CLIENT + "CERT").orElse(""));
        return all;
    }

    private Map<String, String> values(Stream<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> value(name).ifPresent(value -> values.put(name, value)));
        return values;
    }
}
