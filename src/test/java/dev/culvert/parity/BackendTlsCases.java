package dev.culvert.parity;

import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.to;

import java.util.List;

/** What the SSLProxy directives let through, beyond rows 107 and 108. */
final class BackendTlsCases {
    private static final Setup NAMES = new Setup("names of TLS backends", """
            SSLProxyEngine On
            <VirtualHost 127.0.0.1:{port}>
            ServerName cn-off.test
            SSLProxyCheckPeerCN off
            ProxyPass /s/ https://127.0.0.1:{tls:port}/cn-off/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName cn-off-name-on.test
            SSLProxyCheckPeerCN off
            SSLProxyCheckPeerName on
            ProxyPass /s/ https://127.0.0.1:{tls:port}/cn-off-name-on/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName cn-on.test
            SSLProxyCheckPeerCN on
            SSLProxyCheckPeerName off
            ProxyPass /s/ https://127.0.0.1:{tls:port}/cn-on/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName cn-fits.test
            SSLProxyCheckPeerCN on
            SSLProxyCheckPeerName off
            ProxyPass /s/ https://localhost:{tls:port}/cn-fits/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName other.test
            ServerAlias localhost
            ProxyPreserveHost On
            ProxyPass /s/ https://127.0.0.1:{tls:port}/kept/
            </VirtualHost>
            """);

    private static final Setup TRUST = new Setup("trust in TLS backends", """
            <VirtualHost 127.0.0.1:{port}>
            ServerName optional.test
            SSLProxyEngine On
            SSLProxyVerify optional
            ProxyPass /s/ https://localhost:{tls:port}/optional/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName noca.test
            SSLProxyEngine On
            SSLProxyVerify optional_no_ca
            ProxyPass /s/ https://localhost:{tls:port}/noca/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName depth.test
            SSLProxyEngine On
            SSLProxyVerify require
            SSLProxyVerifyDepth 0
            SSLProxyCACertificateFile {dir}/localhost.pem
            ProxyPass /s/ https://localhost:{tls:port}/depth/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName section.test
            <Proxy https://localhost:{tls:port}/section/>
            SSLProxyEngine On
            SSLProxyVerify require
            SSLProxyCACertificateFile {dir}/localhost.pem
            </Proxy>
            ProxyPass /s/ https://localhost:{tls:port}/section/
            ProxyPass /t/ https://localhost:{tls:port}/outside/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName tls12.test
            SSLProxyEngine On
            SSLProxyProtocol TLSv1.2
            SSLProxyCipherSuite ECDHE-ECDSA-AES128-GCM-SHA256
            ProxyPass /s/ https://localhost:{tls:port}/tls12/
            </VirtualHost>
            """);

    private BackendTlsCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("107c", "whose name a backend must bear", NAMES, stage -> {
                    stage.telling("tls");
                    for (String host : List.of("cn-off", "cn-off-name-on", "cn-on", "cn-fits", "other")) {
                        stage.maps(host, to(host + ".test", get("/s/x")));
                    }
                    stage.maps("kept host", to("localhost", get("/s/x")));
                }),
                Case.of("107d", "whom a backend must be certified by", TRUST, stage -> {
                    stage.telling("tls");
                    for (String host : List.of("optional", "noca", "depth", "section", "tls12")) {
                        stage.maps(host, to(host + ".test", get("/s/x")));
                    }
                    stage.maps("outside of the section", to("section.test", get("/t/x")));
                }));
    }
}
