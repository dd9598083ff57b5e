package dev.culvert.tls;

import dev.culvert.tls.SslProxyDirectives.Verify;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a client must prove.
 *
 * @param depth how many steps there may be from its certificate to the one that ends its chain
 * @param authorities whom it may be signed by, and what stands between
 * @param asked the certificates whose names the client is told to choose by
 */
public record ClientCheck(Verify verify, int depth, List<X509Certificate> authorities, List<X509Certificate> asked,
        List<X509CRL> revoked, RevocationCheck revocation) {
    static final ClientCheck NONE =
            new ClientCheck(Verify.NONE, 1, List.of(), List.of(), List.of(), RevocationCheck.NONE);

    public ClientCheck {
        authorities = List.copyOf(authorities);
        asked = List.copyOf(asked);
        revoked = List.copyOf(revoked);
    }
}
