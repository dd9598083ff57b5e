package dev.culvert.tls;

import dev.culvert.directive.Settings;
import dev.culvert.tls.SslProxyDirectives.Verify;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How TLS is spoken with a backend. Equal values mean interchangeable connections.
 *
 * @param engine whether it may be spoken at all
 * @param names whose name the certificate must bear
 * @param checkExpire whether it must be valid today
 * @param identities what may be shown to a backend that asks
 * @param issuers those of the identities
 * @param versions such as {@code TLSv1.3}; never empty
 */
public record BackendTls(boolean engine, Verify verify, int depth, List<Contents<X509Certificate>> authorities,
        List<Contents<X509CRL>> revoked, RevocationCheck revocation, NameCheck names, boolean checkExpire,
        List<Contents<Identity>> identities, List<Contents<X509Certificate>> issuers, Set<String> versions, CipherChoice ciphers) {

    /** What must be the backend's name. */
    enum NameCheck {
        ANY_NAME,
        COMMON_NAME,
        NOTHING;

        /** httpd: an Off for the CN takes the check of all names along, unless that one is there in writing. */
        static NameCheck of(Optional<Boolean> name, Optional<Boolean> common) {
            if (name.orElse(common.orElse(true))) {
                return ANY_NAME;
            }
            return common.orElse(false) ? COMMON_NAME : NOTHING;
        }
    }

    public BackendTls {
        authorities = List.copyOf(authorities);
        revoked = List.copyOf(revoked);
        identities = List.copyOf(identities);
        issuers = List.copyOf(issuers);
    }

    public static BackendTls of(Settings settings) {
        return new BackendTls(
                settings.get(SslProxyDirectives.ENGINE),
                settings.get(SslProxyDirectives.VERIFY),
                settings.get(SslProxyDirectives.VERIFY_DEPTH),
                both(settings.get(SslProxyDirectives.CA_FILE), settings.get(SslProxyDirectives.CA_PATH)),
                both(settings.get(SslProxyDirectives.CRL_FILE), settings.get(SslProxyDirectives.CRL_PATH)),
                settings.get(SslProxyDirectives.CRL_CHECK),
                NameCheck.of(settings.get(SslProxyDirectives.CHECK_NAME), settings.get(SslProxyDirectives.CHECK_CN)),
                settings.get(SslProxyDirectives.CHECK_EXPIRE),
                both(settings.get(SslProxyDirectives.MACHINE_FILE), settings.get(SslProxyDirectives.MACHINE_PATH)),
                settings.get(SslProxyDirectives.MACHINE_CHAIN).stream().toList(),
                settings.get(SslProxyDirectives.PROTOCOLS),
                settings.get(SslProxyDirectives.CIPHERS));
    }

    private static <V> List<Contents<V>> both(Optional<Contents<V>> file, Optional<Contents<V>> folder) {
        return Stream.concat(file.stream(), folder.stream()).toList();
    }

    /** What judges a backend's certificate. */
    public X509ExtendedTrustManager trust() {
        return new BackendTrust(this);
    }

    /** What can be shown to a backend that asks for a certificate, if there is anything. */
    public Optional<X509ExtendedKeyManager> keys() {
        return hasIdentity() ? Optional.of(new BackendKeys(all(identities), all(issuers))) : Optional.empty();
    }

    public boolean hasIdentity() {
        return identities.stream().anyMatch(each -> !each.all().isEmpty());
    }

    /** The cipher suites by their standard names, the best first; nothing for the library's own choice. */
    public Optional<List<String>> suites() {
        if (ciphers.equals(CipherChoice.NONE)) {
            return Optional.empty();
        }
        Stream<Cipher> newer = versions.contains(TlsVersions.TLS_1_3) ? ciphers.newer().orElse(Cipher.TLS_1_3).stream() : Stream.of();
        Stream<Cipher> older = versions.contains(TlsVersions.TLS_1_2) ? ciphers.older().orElse(Cipher.TLS_1_2).stream() : Stream.of();
        return Optional.of(Stream.concat(newer, older).map(Cipher::standardName).toList());
    }

    /** Whether TLS 1.3 is spoken with some of its cipher suites only. */
    public boolean narrowsNewer() {
        return versions.contains(TlsVersions.TLS_1_3) && ciphers.newer().filter(some -> some.size() < Cipher.TLS_1_3.size()).isPresent();
    }

    static <V> List<V> all(List<Contents<V>> contents) {
        return contents.stream().flatMap(each -> each.all().stream()).toList();
    }
}
