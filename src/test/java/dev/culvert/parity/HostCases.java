package dev.culvert.parity;

import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.agreed;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;
import static dev.culvert.parity.Texts.to;
import static dev.culvert.parity.Texts.up;

import dev.culvert.testing.Head;
import java.util.List;

/** Rows 36, 94, 100 to 102 and 117: what a virtual host says otherwise. */
final class HostCases {
    private static final Setup HOSTS = new Setup("virtual hosts", """
            ProxyPass /both/ http://{b}/MAIN/
            ProxyPass /excl/ http://{b}/EXCL/
            ProxyPass /sh1/ ws://{shared}/sh/
            ProxyPass /sh2/ ws://{shared}/sh/2/ upgrade=tftp
            <VirtualHost 127.0.0.1:{port}>
            ServerName c.test
            ProxyPass /both/ http://{b}/HOST/
            ProxyPass /own/ http://{b}/OWN/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName excl.test
            ProxyPassInherit Off
            ProxyPass /excl/ !
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName ignore.test
            ProxyBadHeader Ignore
            ProxyPass /ws/ ws://{ignore}/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName startbody.test
            ProxyBadHeader StartBody
            ProxyPass /ws/ ws://{startbody}/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName iserror.test
            ProxyPass /ws/ ws://{iserror}/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName on.test
            AllowEncodedSlashes On
            ProxyPass /a/ http://{b}/A/
            ProxyPass /nc/ http://{b}/NC/ nocanon
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName nodecode.test
            AllowEncodedSlashes NoDecode
            ProxyPass /a/ http://{b}/A/
            ProxyPass /nc/ http://{b}/NC/ nocanon
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName via.test
            ProxyVia On
            ProxyPass /v/ http://{via}/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName full.test
            ProxyVia Full
            ProxyPass /v/ http://{via}/
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName block.test
            ProxyVia Block
            ProxyPass /v/ http://{via}/
            </VirtualHost>
            """);

    private HostCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("35", "a 101 with a line without a colon", HOSTS, stage -> badLine(stage, "iserror")),
                Case.of("36a", "ProxyBadHeader Ignore", HOSTS, stage -> badLine(stage, "ignore")),
                Case.of("36b", "ProxyBadHeader StartBody", HOSTS, stage -> badLine(stage, "startbody"))
                        .differs("Sec-WebSocket-Accept is checked", "its proof is behind the bad line, and so not in the head", """
                        client < HTTP/1.1 502 Proxy Error
                        client < Date: *
                        client < Server: *
                        client < Content-Length: *
                        client < Content-Type: text/html
                        client body (page)
                        """),
                Case.of("94", "AllowEncodedSlashes", HOSTS, stage -> {
                    stage.telling("b");
                    for (String host : List.of("on.test", "nodecode.test")) {
                        for (String path : List.of("/a/a%2fb", "/a/%25", "/nc/x%2fy", "/a/..%2fx", "/a/%2541")) {
                            stage.maps(host + path, to(host, get(path)));
                        }
                    }
                }),
                Case.of("100", "the main server's rules come first", HOSTS, stage -> {
                    stage.telling("b");
                    stage.maps("/both/x");
                    stage.maps("/own/x");
                }),
                Case.of("101", "and no virtual host gets rid of them", HOSTS, stage -> {
                    stage.telling("b");
                    stage.maps("/excl/x", to("excl.test", get("/excl/x")));
                }),
                Case.of("102", "a shared worker keeps its parameters", HOSTS, stage -> {
                    stage.client().send(up("/sh2/x", "tftp"));
                    Head head = stage.backend("shared").raw().head();
                    stage.fact(head.target() + " is asked for: " + head.value("Upgrade").orElse("no upgrade"));
                    stage.warned("AH01146");
                }),
                Case.of("117", "ProxyVia", HOSTS, stage -> {
                    for (String host : List.of("via.test", "full.test", "block.test")) {
                        Actor client = stage.client().send(to(host, request("GET", "/v/x", "Via: 1.1 prev\r\n")));
                        Actor backend = stage.backend("via");
                        backend.head();
                        backend.send(OK.replace("OK\r\n", "OK\r\nVia: 1.1 behind\r\n"));
                        client.answer();
                        stage.house("via").forget();
                    }
                }));
    }

    private static void badLine(Stage stage, String name) {
        Actor client = stage.client().send(to(name + ".test", up("/ws/a")));
        Actor backend = stage.backend(name);
        backend.raw().head();
        backend.send(agreed("Upgrade: websocket\r\nConnection: Upgrade\r\nno colon here\r\nX-Later: 1\r\n"));
        Head head = client.answer();
        if (head.status() == 101) {
            backend.finish();
            client.rest();
        }
    }
}
