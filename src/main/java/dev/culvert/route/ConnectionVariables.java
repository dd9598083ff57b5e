package dev.culvert.route;

import dev.culvert.expr.Environment;
import dev.culvert.http.Version;
import dev.culvert.tls.SslOptions;
import dev.culvert.tls.SslOptions.Option;
import dev.culvert.tls.SslRequestDirectives;
import dev.culvert.tls.TlsVariables;

/** What a request's environment says about its connection, once it is known which sections hold for it. */
final class ConnectionVariables {
    private ConnectionVariables() {}

    static void describe(Scene scene) {
        Environment to = scene.environment();
        if (scene.request().version().atLeast(Version.HTTP_2)) {
            to.set("HTTP2", "on");
            to.set("H2PUSH", "off");
            to.set("H2_PUSH", "off");
        }
        scene.peer().tls().ifPresent(tls -> {
            // httpd: always, whatever SSLOptions says.
            to.set("HTTPS", "on");
            tls.name().ifPresent(name -> to.set("SSL_TLS_SNI", name));
            describe(new TlsVariables(tls, scene.began()), scene.settings().get(SslRequestDirectives.OPTIONS), to);
        });
    }

    private static void describe(TlsVariables variables, SslOptions options, Environment to) {
        if (options.has(Option.STD_ENV_VARS)) {
            variables.standard().forEach(to::set);
        }
        if (options.has(Option.EXPORT_CERT_DATA)) {
            variables.certificates().forEach(to::set);
        }
    }
}
