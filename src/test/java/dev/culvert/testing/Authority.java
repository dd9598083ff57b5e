package dev.culvert.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A certification authority of a test. Nothing it makes is written anywhere unless it is told to. */
public final class Authority {
    private static final int WRAP = 64;

    private final X509Bundle own;
    private final List<Credential> revoked = new ArrayList<>();

    private Authority(X509Bundle own) {
        this.own = own;
    }

    /** One that nobody has signed. */
    public static Authority named(String name) {
        return make(() -> new Authority(authority(name).buildSelfSigned()));
    }

    /** One that this one has signed. */
    public Authority below(String name) {
        return make(() -> new Authority(authority(name).buildIssuedBy(own)));
    }

    private static CertificateBuilder authority(String name) {
        return new CertificateBuilder().ecp256().subject("CN=" + name).setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign, CertificateBuilder.KeyUsage.cRLSign);
    }

    /** A certificate for these host names and addresses, valid today; the first is its CN as well. */
    public Credential issue(String... names) {
        return issue(UnaryOperator.identity(), names);
    }

    /** One that was valid until yesterday. */
    public Credential expired(String... names) {
        Instant now = Instant.now();
        return issue(draft -> draft.notBefore(now.minus(Duration.ofDays(30))).notAfter(now.minus(Duration.ofDays(1))), names);
    }

    /** One that will be valid from tomorrow on. */
    public Credential early(String... names) {
        Instant now = Instant.now();
        return issue(draft -> draft.notBefore(now.plus(Duration.ofDays(1))).notAfter(now.plus(Duration.ofDays(30))), names);
    }

    /** One with that subject and no other names. */
    public Credential subject(String subject) {
        return make(() -> new Credential(new CertificateBuilder().ecp256().subject(subject).buildIssuedBy(own)));
    }

    /** @param change what is to be different, such as {@code CertificateBuilder::rsa2048} */
    public Credential issue(UnaryOperator<CertificateBuilder> change, String... names) {
        return make(() -> new Credential(change.apply(draft(names)).buildIssuedBy(own)));
    }

    /** A certificate for these names that nobody but itself has signed. */
    public static Credential selfSigned(String... names) {
        return make(() -> new Credential(draft(names).setIsCertificateAuthority(true).buildSelfSigned()));
    }

    private static CertificateBuilder draft(String... names) {
        CertificateBuilder draft = new CertificateBuilder().ecp256().subject("CN=" + names[0]);
        for (String name : names) {
            if (isAddress(name)) {
                draft.addSanIpAddress(name);
            } else {
                draft.addSanDnsName(name);
            }
        }
        return draft;
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    /** Says that these are not valid any more; the list of them is {@link #revocations}. */
    public void revoke(Credential... credentials) {
        revoked.addAll(List.of(credentials));
    }

    /** The list of what was revoked, in PEM: valid today. */
    public String revocations() {
        return pem("X509 CRL", RevocationText.of(own, revoked, Instant.now().plus(Duration.ofDays(1))));
    }

    /** The same list, but due to be replaced since yesterday. */
    public String oldRevocations() {
        return pem("X509 CRL", RevocationText.of(own, revoked, Instant.now().minus(Duration.ofDays(1))));
    }

    /** Its own certificate, in PEM. */
    public String pem() {
        return own.getCertificatePEM();
    }

    /** Its own certificate as a file. */
    public Path write(Path file) {
        return written(file, pem());
    }

    /** TLS of a client that believes this one alone. */
    public SSLContext trusting() {
        return make(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {own.toTrustManager()}, null);
            return context;
        });
    }

    X509Bundle bundle() {
        return own;
    }

    /** @param label such as {@code EC PRIVATE KEY} */
    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label.toUpperCase(Locale.ROOT) + "-----\n"
                + Base64.getMimeEncoder(WRAP, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label.toUpperCase(Locale.ROOT) + "-----\n";
    }

    /** That text as that file. */
    public static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** Where test servers listen. */
    static InetAddress here() {
        return InetAddress.getLoopbackAddress();
    }

    /** What is made with certificates may fail in more ways than a test can care about. */
    interface Making<V> {
        V make() throws Exception;
    }

    static <V> V make(Making<V> making) {
        try {
            return making.make();
        } catch (Exception unable) {
            throw new IllegalStateException(unable);
        }
    }
}
