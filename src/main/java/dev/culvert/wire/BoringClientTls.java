package dev.culvert.wire;

import dev.culvert.tls.ClientTls;
import dev.culvert.tls.Identity;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslCredentialBuilder;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.internal.tcnative.SSL;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** What is particular to BoringSSL in TLS towards clients. */
final class BoringClientTls {
    private BoringClientTls() {}

    static SslContext context(ClientTls how, SslContextBuilder builder) throws SSLException {
        if (!how.groups().isEmpty()) {
            builder.option(OpenSslContextOption.GROUPS, how.groups().toArray(String[]::new));
        }
        if (how.identities().size() > 1) {
            for (Identity each : how.inOrder()) {
                builder.addCredential(OpenSslCredentialBuilder.forX509(each.key(), each.chain().toArray(X509Certificate[]::new)).build());
            }
        }
        ReferenceCountedOpenSslContext context = (ReferenceCountedOpenSslContext) builder.build();
        if (how.tickets()) {
            OpenSslSessionContext sessions = context.sessionContext();
            sessions.setTicketKeys(); // none given: BoringSSL makes its own, for this context alone, and changes them
        }
        return new PreparedTls(context, engine -> prepare(engine, how));
    }

    private static void prepare(SSLEngine engine, ClientTls how) {
        if (!how.serverOrder()) {
            preferClient(engine);
        }
        if (!how.tickets() && engine instanceof ReferenceCountedOpenSslEngine boring) {
            // Netty hands out tickets in TLS 1.3 whatever its context says.
            SSL.setOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
    }

    /** Netty's own choice is the server's order. What is not said here stays as the context has it, but for this one question. */
    private static void preferClient(SSLEngine engine) {
        SSLParameters parameters = new SSLParameters();
        parameters.setUseCipherSuitesOrder(false);
        if (engine.getNeedClientAuth()) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(engine.getWantClientAuth());
        }
        engine.setSSLParameters(parameters);
    }
}
