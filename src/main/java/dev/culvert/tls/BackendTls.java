package dev.culvert.tls;

import dev.culvert.directive.Settings;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How TLS is spoken with a backend. Equal values mean interchangeable connections.
 *
 * @param engine whether it may be spoken at all
 * @param checkName whether the certificate must bear the backend's name
 * @param checkExpire whether it must be valid today
 */
public record BackendTls(boolean engine, SslProxyDirectives.Verify verify, int depth, Optional<Path> authorities,
        boolean checkName, boolean checkExpire) {

    public static BackendTls of(Settings settings) {
        return new BackendTls(
                settings.get(SslProxyDirectives.ENGINE),
                settings.get(SslProxyDirectives.VERIFY),
                settings.get(SslProxyDirectives.VERIFY_DEPTH),
                settings.get(SslProxyDirectives.CA_FILE),
                // httpd: the older CN check counts only where it was asked for and the newer one is off
                settings.get(SslProxyDirectives.CHECK_NAME) || settings.get(SslProxyDirectives.CHECK_CN).orElse(false),
                settings.get(SslProxyDirectives.CHECK_EXPIRE));
    }

    /** What judges a backend's certificate. */
    public X509ExtendedTrustManager trust() {
        return new BackendTrust(this);
    }
}
