package dev.culvert.wire;

import dev.culvert.tls.Cipher;
import dev.culvert.tls.ClientTls;
import dev.culvert.tls.SslProxyDirectives.Verify;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLException;

/**
 * TLS engines towards clients. Each of them keeps its own sessions and seals its own tickets, so that what a client agreed
 * with one virtual host is worth nothing to a stricter one.
 */
public final class ClientTlsContexts {
    private final Map<Key, SslContext> contexts = new ConcurrentHashMap<>();

    private record Key(ClientTls how, List<String> protocols) {}

    /**
     * The one for these settings. To be asked once and kept: finding it means comparing certificates.
     *
     * @param protocols that may follow, such as {@code h2} and {@code http/1.1}, the best first; empty to agree on none
     * @throws SSLException if the TLS library cannot do what the settings say
     */
    public SslContext of(ClientTls how, List<String> protocols) throws SSLException {
        Key key = new Key(how, List.copyOf(protocols));
        SslContext known = contexts.get(key);
        if (known != null) {
            return known;
        }
        SslContext made = make(key);
        SslContext other = contexts.putIfAbsent(key, made);
        return other == null ? made : other;
    }

    /** Forgets those that a reload left without use. Connections that have one go on with it. */
    public void keepOnly(Collection<ClientTls> used) {
        contexts.keySet().removeIf(key -> !used.contains(key.how()));
    }

    /** BoringSSL offers all suites of TLS 1.3 or none, so a choice among them is the JDK's to carry out. */
    static SslProvider provider(ClientTls how) {
        return how.narrowsNewer() ? SslProvider.JDK : BackendTlsContexts.provider();
    }

    private static SslContext make(Key key) throws SSLException {
        try {
            return provider(key.how) == SslProvider.JDK ? JdkClientTls.context(key.how, builder(key))
                    : BoringClientTls.context(key.how, builder(key));
        } catch (IllegalArgumentException e) {
            throw new SSLException("the TLS library refuses the settings: " + e.getMessage(), e);
        }
    }

    private static SslContextBuilder builder(Key key) {
        ClientTls how = key.how;
        return SslContextBuilder.forServer(keys(how))
                .sslProvider(provider(how))
                .protocols(how.versions())
                .ciphers(suites(how), SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(announced(key.protocols))
                .clientAuth(clientAuth(how.check().verify()))
                .trustManager(how.trust())
                .sessionTimeout(how.sessionSeconds());
    }

    /** Netty brings a certificate into the form of BoringSSL once and not at every handshake, if it is asked to. */
    private static KeyManagerFactory keys(ClientTls how) {
        KeyManagerFactory keys = new HeldKeys(how.keys());
        return provider(how) == SslProvider.JDK ? keys : new OpenSslCachingX509KeyManagerFactory(keys);
    }

    private static final class HeldKeys extends SimpleKeyManagerFactory {
        private final KeyManager keys;

        HeldKeys(KeyManager keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(KeyStore store, char[] secret) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }

    private static List<String> suites(ClientTls how) {
        return Stream.concat(how.versions().contains("TLSv1.3") ? how.newer().stream() : Stream.empty(),
                how.versions().contains("TLSv1.2") ? how.older().stream() : Stream.empty()).map(Cipher::standardName).toList();
    }

    private static ApplicationProtocolConfig announced(List<String> protocols) {
        return protocols.isEmpty() ? ApplicationProtocolConfig.DISABLED : new ApplicationProtocolConfig(Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocols);
    }

    private static ClientAuth clientAuth(Verify verify) {
        return switch (verify) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL, OPTIONAL_NO_CA -> ClientAuth.OPTIONAL;
            case REQUIRE -> ClientAuth.REQUIRE;
        };
    }
}
