package dev.culvert.wire;

import dev.culvert.tls.BackendTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** TLS engines towards backends: BoringSSL where its library is there, the JDK's elsewhere. */
final class BackendTlsContexts {
    private final Map<BackendTls, SslContext> contexts = new ConcurrentHashMap<>();

    static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    /** BoringSSL offers all suites of TLS 1.3 or none, so a choice among them is the JDK's to carry out. */
    private static SslProvider provider(BackendTls how) {
        return how.narrowsNewer() ? SslProvider.JDK : provider();
    }

    /** @param name for SNI, and the one that the certificate must bear; an IPv6 address with its brackets or without */
    SslHandler handler(BackendTls how, ByteBufAllocator alloc, String name, int port) {
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        SslHandler handler = contexts.computeIfAbsent(how, BackendTlsContexts::make).newHandler(alloc, bare, port);
        if (!NetUtil.isValidIpV4Address(bare) && !NetUtil.isValidIpV6Address(bare)) {
            announce(handler, bare);
        }
        return handler;
    }

    /** httpd: every name is announced, one without dots as well. */
    private static void announce(SslHandler handler, String name) {
        try {
            SSLParameters parameters = new SSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            handler.engine().setSSLParameters(parameters);
        } catch (IllegalArgumentException _) {
            // Names such as my_app are not those of hosts; the engine announces what it can.
        }
    }

    private static SslContext make(BackendTls how) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(provider(how))
                    .trustManager(how.trust())
                    .protocols(how.versions())
                    .endpointIdentificationAlgorithm(null); // the trust manager compares names, as the directives ask
            how.keys().ifPresent(builder::keyManager);
            how.suites().ifPresent(suites -> builder.ciphers(suites, SupportedCipherSuiteFilter.INSTANCE));
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("the TLS settings were checked when the configuration was read", e);
        }
    }
}
