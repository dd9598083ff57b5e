package dev.culvert.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Picks the certificate that is shown to a backend. An alias is the number of an identity. */
final class BackendKeys extends X509ExtendedKeyManager {
    private final List<Identity> identities;

    /** @param issuers that are sent along where they are needed */
    BackendKeys(List<Identity> identities, List<X509Certificate> issuers) {
        this.identities = identities.stream().map(each -> new Identity(chain(each.certificate(), issuers), each.key())).toList();
    }

    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> issuers) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, issuers);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = issuer(next.get(), issuers);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate of, List<X509Certificate> issuers) {
        return issuers.stream().filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal())).findFirst();
    }

    /** httpd: the first that somebody signed whom the backend believes; any, if it does not say whom. */
    private @Nullable String choose(String[] types, Principal @Nullable [] believed) {
        return IntStream.range(0, identities.size())
                .filter(number -> fits(identities.get(number), believed))
                .filter(number -> types.length == 0 || Arrays.asList(types).contains(identities.get(number).algorithm()))
                .mapToObj(String::valueOf).findFirst().orElse(null);
    }

    private static boolean fits(Identity identity, Principal @Nullable [] believed) {
        return believed == null || believed.length == 0 || identity.chain().stream()
                .anyMatch(each -> Arrays.asList(believed).contains(each.getIssuerX500Principal()));
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] believed, SSLEngine engine) {
        return choose(types, believed);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] believed, Socket socket) {
        return choose(types, believed);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] believed) {
        String alias = choose(new String[] {type}, believed);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] believed) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] believed, Socket socket) {
        return null;
    }
}
