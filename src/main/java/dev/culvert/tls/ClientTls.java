package dev.culvert.tls;

import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Misread;
import dev.culvert.syntax.Diagnostic;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How TLS is spoken with clients. Equal values mean interchangeable connections; the files' contents are part of it, so
 * that it differs after a certificate was renewed.
 *
 * @param identities at least one, and one for every kind of key at most
 * @param versions such as {@code TLSv1.3}; never empty
 * @param older the cipher suites for TLS 1.2
 * @param newer those for TLS 1.3
 * @param serverOrder whether the order of these counts more than the client's
 * @param groups for key exchange, by Java's names; empty for the library's own choice
 * @param tickets whether clients keep their sessions in sealed tickets
 * @param sessionSeconds for how long a session can be taken up again
 */
public record ClientTls(List<Identity> identities, Set<String> versions, List<Cipher> older, List<Cipher> newer,
        boolean serverOrder, List<String> groups, boolean tickets, int sessionSeconds, ClientCheck check) {
    public ClientTls {
        identities = List.copyOf(identities);
        versions = Set.copyOf(versions);
        older = List.copyOf(older);
        newer = List.copyOf(newer);
        groups = List.copyOf(groups);
    }

    /**
     * What a virtual host says about it; nothing where its engine is off, or after an error.
     *
     * @param remarks takes what is wrong or worth knowing
     */
    public static Optional<ClientTls> of(VirtualHost host, PassPhrases phrases, Consumer<Diagnostic> remarks) {
        if (!Engine.isOn(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientTlsReader(host, phrases, remarks).read());
        } catch (Misread misread) {
            remarks.accept(misread.diagnostic());
            return Optional.empty();
        }
    }

    /** Whether TLS 1.3 is spoken with some of its cipher suites only. */
    public boolean narrowsNewer() {
        return versions.contains(TlsVersions.TLS_1_3) && newer.size() < Cipher.TLS_1_3.size();
    }

    /** The same order as OpenSSL's: whoever can use an EC key is shown one. */
    public List<Identity> inOrder() {
        return identities.stream()
                .sorted(Comparator.comparingInt(identity -> List.of("EC", "EdDSA").contains(identity.algorithm()) ? 0 : 1)).toList();
    }

    /** What shows the certificates. */
    public X509ExtendedKeyManager keys() {
        return new ClientKeys(inOrder());
    }

    /** What judges a client's certificate. */
    public X509ExtendedTrustManager trust() {
        return new ClientTrust(check);
    }

    /**
     * What became of a client's certificate in a handshake that succeeded, in the words of {@code SSL_CLIENT_VERIFY}.
     *
     * @param chain what the client showed
     */
    public String verdict(List<X509Certificate> chain) {
        return new ClientTrust(check).verdict(chain);
    }

    /** Whether a request that came in under these settings may be answered under others. */
    public boolean allows(ClientTls other, SslDirectives.SniPolicy policy) {
        return switch (policy) {
            case STRICT -> false;
            case SECURE -> equals(other);
            case AUTHONLY -> check.equals(other.check);
            case INSECURE -> true;
        };
    }
}
