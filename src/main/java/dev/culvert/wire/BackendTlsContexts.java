package dev.culvert.wire;

import dev.culvert.tls.BackendTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** TLS engines towards backends: BoringSSL where its library is there, the JDK's elsewhere. */
final class BackendTlsContexts {
    private final Map<BackendTls, SslContext> contexts = new ConcurrentHashMap<>();

    static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    /** @param name for SNI, and the one that the certificate must bear */
    SslHandler handler(BackendTls how, ByteBufAllocator alloc, String name, int port) {
        return contexts.computeIfAbsent(how, BackendTlsContexts::make).newHandler(alloc, name, port);
    }

    private static SslContext make(BackendTls how) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(provider())
                    .trustManager(how.trust())
                    .endpointIdentificationAlgorithm(null) // the trust manager compares names, as the directives ask
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the TLS settings were checked when the configuration was read", e);
        }
    }
}
