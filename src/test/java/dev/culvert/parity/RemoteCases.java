package dev.culvert.parity;

import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Rows T-173 and T-174: who the client really is. */
final class RemoteCases {
    private static final Setup PROXIED = new Setup("proxy protocol", "RemoteIPProxyProtocol On\nProxyPass / http://{b}/\n");
    private static final String MAGIC = "\r\n\r\n\0\r\nQUIT\n";

    private RemoteCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("remote addresses", "");
        String show = "ProxyPass / http://{b}/\nRequestHeader set X-Addr expr=%{REMOTE_ADDR}\n"
                + "RequestHeader set X-Conn expr=%{CONN_REMOTE_ADDR}\n"
                + "RequestHeader set X-Ssl %{REMOTE_ADDR}s\nRequestHeader set X-Host expr=%{REMOTE_HOST}\n";
        hosts.row("1173", "RemoteIPHeader from a proxy of our own", show + "RemoteIPHeader X-Forwarded-For\n"
                + "RemoteIPInternalProxy 127.0.0.0/8\n",
                        hears("GET /x | X-Forwarded-For: 1.2.3.4, 5.6.7.8", "GET /x", "GET /x | X-Forwarded-For: 1.2.3.4, 127.0.0.9",
                                "GET /x | X-Forwarded-For: nonsense", "GET /x | X-Forwarded-For: 10.0.0.1",
                                "WS /x | X-Forwarded-For: 1.2.3.4"))
                .row("2180", "RemoteIPTrustedProxy", show + "RemoteIPHeader X-Real-IP\nRemoteIPTrustedProxy 127.0.0.1 5.6.7.8\n",
                        hears("GET /x | X-Real-IP: 1.2.3.4, 5.6.7.8", "GET /x | X-Real-IP: 10.0.0.1",
                        "GET /x | X-Real-IP: 1.2.3.4, 10.0.0.1"))
                .row("2181", "no list, another list, and RemoteIPProxiesHeader", show + "RemoteIPHeader X-Client\n"
                        + "RemoteIPProxiesHeader X-Via-IPs\n",
                        hears("GET /x | X-Client: 1.2.3.4, 5.6.7.8", "GET /x | X-Client: 2001:db8::1"))
                .row("2182", "a peer that nobody trusts", show + "RemoteIPHeader X-Client\nRemoteIPInternalProxy 10.0.0.0/8\n",
                        hears("GET /x | X-Client: 1.2.3.4"))
                .row("2183", "the address that Require, SetEnvIf and logs see", "ProxyPass / http://{b}/\nRemoteIPHeader X-Client\n"
                        + "RemoteIPInternalProxy 127.0.0.1\n<Location />\nRequire ip 1.2.3.0/24\n</Location>\n"
                        + "SetEnvIf Remote_Addr ^1\\. OUT=1\n"
                        + "CustomLog {dir}/2183.log \"h=%h a=%a c=%{c}a out=%{OUT}e s=%>s\"\n", host -> {
                            host.says("GET /x | X-Client: 1.2.3.4", "GET /x | X-Client: 1.2.4.4", "GET /x");
                            host.stage().written("2183.log", 3);
                        })
                .row("2184", "Order and Allow see it too", "ProxyPass / http://{b}/\nRemoteIPHeader X-Client\n"
                        + "RemoteIPInternalProxy 127.0.0.1\n"
                        + "<Location />\nOrder deny,allow\nDeny from all\nAllow from 1.2.3\n</Location>\n",
                        says("GET /x | X-Client: 1.2.3.4", "GET /x"));
        return Stream.of(hosts.cases(), protocol()).flatMap(List::stream).toList();
    }

    private static List<Case> protocol() {
        String request = Texts.get("/x");
        String second = MAGIC + "!\u0011\0\f" + "\t\t\t\t\u007f\0\0\u0001" + "\u0004\u00d2\0P";
        return List.of(
                arriving("1174", "PROXY TCP4", "PROXY TCP4 9.9.9.9 127.0.0.1 1234 80\r\n" + request),
                arriving("2185", "version 2", second + request),
                arriving("2186", "version 2, with more than the addresses", MAGIC + "!\u0011\0\u0010" + second.substring(16)
                        + "\u0004\0\u0001x" + request),
                arriving("2187", "PROXY TCP6", "PROXY TCP6 2001:db8::9 ::1 1234 80\r\n" + request),
                refused("1174b", "nothing", request),
                refused("1174c", "nonsense", "PROXY BAD 9.9.9.9 127.0.0.1 1234 80\r\n" + request),
                refused("2188", "PROXY UNKNOWN", "PROXY UNKNOWN\r\n" + request)
                        .differs("PROXY addresses are whole", "UNKNOWN is no mistake"),
                arriving("2189", "version 2, a health check of the balancer's own", MAGIC + " \0\0\0" + request),
                ignored("2190", "a line without an end", "PROXY TCP4 " + "9".repeat(120)),
                arriving("2191", "an address in three parts", "PROXY TCP4 9.9.9 127.0.0.1 1234 80\r\n" + request)
                        .differs("PROXY addresses are whole", "three parts are no address"),
                ignored("2192", "an address that is none", "PROXY TCP4 999.1.1.1 127.0.0.1 1234 80\r\n" + request));
    }

    private static Case arriving(String number, String title, String bytes) {
        return Case.of(number, title, PROXIED, stage -> {
            Actor client = stage.client().send(bytes);
            Actor backend = stage.backend();
            backend.head();
            backend.send(Texts.OK);
            client.status();
        });
    }

    private static Case refused(String number, String title, String bytes) {
        return Case.of(number, title, PROXIED, stage -> {
            stage.client().send(bytes).rest();
            stage.connections("b");
        });
    }

    /** httpd leaves such a client waiting; what matters is that nothing goes on. */
    private static Case ignored(String number, String title, String bytes) {
        return Case.of(number, title, PROXIED, stage -> {
            stage.client().send(bytes).raw().quiet(Duration.ofMillis(500));
            stage.connections("b");
        });
    }
}
