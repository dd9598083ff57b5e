package dev.culvert.wire;

import dev.culvert.tls.ClientTls;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** What is particular to the JDK's own TLS towards clients. */
final class JdkClientTls {
    private JdkClientTls() {}

    static SslContext context(ClientTls how, SslContextBuilder builder) throws SSLException {
        return new PreparedTls(builder.build(), engine -> prepare(engine, how));
    }

    /** The JDK is told of groups and of whose order counts for every connection anew. */
    private static void prepare(SSLEngine engine, ClientTls how) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(how.serverOrder());
        if (!how.groups().isEmpty()) {
            parameters.setNamedGroups(how.groups().toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
    }
}
