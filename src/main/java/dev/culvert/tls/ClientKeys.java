package dev.culvert.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that clients are shown, each under the name of its kind of key. The JDK's own managers open a key store
 * at every handshake, which costs more than all the rest of it.
 */
final class ClientKeys extends X509ExtendedKeyManager {
    private final List<Identity> identities;

    ClientKeys(List<Identity> identities) {
        this.identities = identities;
    }

    private Optional<Identity> named(String alias) {
        return identities.stream().filter(each -> each.algorithm().equals(alias)).findFirst();
    }

    /** @param type a kind of key, or a way to agree on one with its kind of key in front */
    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return identities.stream().map(Identity::algorithm)
                .filter(kind -> type.startsWith(kind) && canVerify(engine, kind)).findFirst().orElse(null);
    }

    private static boolean canVerify(SSLEngine engine, String kind) {
        if (!(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
            return true;
        }
        String[] schemes = session.getPeerSupportedSignatureAlgorithms();
        String wanted = kind.equals("EC") ? "ECDSA" : kind;
        return schemes.length == 0 || Arrays.stream(schemes).anyMatch(scheme -> scheme.contains(wanted) || isEdwards(scheme, kind));
    }

    private static boolean isEdwards(String scheme, String kind) {
        return kind.equals("EdDSA") && scheme.startsWith("Ed");
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias).map(each -> each.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(Identity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return identities.stream().map(Identity::algorithm).filter(type::startsWith).toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
