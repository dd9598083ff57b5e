package dev.culvert.parity;

import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.to;
import static dev.culvert.parity.Texts.up;

import java.util.List;

/** Rows 107 and 108: TLS to the backend. */
final class TlsCases {
    private static final Setup TLS = new Setup("TLS to the backend", """
            <VirtualHost 127.0.0.1:{port}>
            ServerName plain.test
            ProxyPass /s/ wss://localhost:{tls:port}/plain/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName good.test
            SSLProxyEngine On
            SSLProxyVerify require
            SSLProxyCACertificateFile {dir}/localhost.pem
            ProxyPass /s/ wss://localhost:{tls:port}/good/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName name.test
            SSLProxyEngine On
            ProxyPass /s/ wss://127.0.0.1:{tls:port}/name/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName verify.test
            SSLProxyEngine On
            SSLProxyVerify require
            ProxyPass /s/ wss://localhost:{tls:port}/verify/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName nocheck.test
            SSLProxyEngine On
            SSLProxyCheckPeerName off
            ProxyPass /s/ wss://127.0.0.1:{tls:port}/nocheck/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName speaksplain.test
            SSLProxyEngine On
            ProxyPass /s/ wss://{b}/
            </VirtualHost>
            """);

    private TlsCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("107", "TLS that must not be used", TLS, stage -> {
                    stage.telling("tls");
                    failed(stage, "plain.test");
                    failed(stage, "name.test");
                    failed(stage, "verify.test");
                }),
                Case.of("107b", "a tunnel through TLS", TLS, stage -> {
                    for (String host : List.of("good.test", "nocheck.test")) {
                        Actor client = stage.client().send(to(host, up("/s/x")));
                        Actor backend = stage.backend("tls");
                        backend.head();
                        backend.send(R101);
                        client.head();
                        stage.echo(client, backend);
                        client.finish();
                        backend.rest().close();
                        client.rest();
                    }
                }),
                Case.of("108", "a backend that speaks plain", TLS, stage -> {
                    Actor client = stage.client().send(to("speaksplain.test", get("/s/x")));
                    Actor backend = stage.backend();
                    backend.raw().read(1);
                    backend.send("HTTP/1.1 400 Bad Request\r\n\r\n").close();
                    client.answer();
                    client.rest();
                }));
    }

    private static void failed(Stage stage, String host) {
        Actor client = stage.client().send(to(host, up("/s/x")));
        client.answer();
        client.rest();
    }
}
