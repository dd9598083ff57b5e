package dev.culvert.parity;

import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;
import static dev.culvert.parity.Texts.up;

import java.util.List;
import java.util.stream.Stream;

/** Rows 83 to 96, 99, 103, 132 and 133: from the path of a request to the target of the backend's. */
final class MappingCases {
    private static final Setup MAPS = new Setup("paths", """
            ProxyPass /a/ http://{b}/A/
            ProxyPass /b http://{b}/B
            ProxyPass /c/ http://{b}/C
            ProxyPass /d http://{b}/D/
            ProxyPass /up2 http://{b}
            ProxyPass /root/ http://{b}
            ProxyPass /ord/ http://{b}/FIRST/
            ProxyPass /ord/sub/ http://{b}/SECOND/
            ProxyPass /no/ !
            ProxyPass /no/ http://{b}/NO/
            ProxyPass /late/ http://{b}/LATE/
            ProxyPass /late/ !
            ProxyPass /prec/ http://{b}/GLOBAL/
            <Location /prec/>
            ProxyPass http://{b}/LOCATION/
            </Location>
            ProxyPassMatch ^/mnog/.*$ http://{b}/MN
            ProxyPassMatch ^/m/([^/]+)/(.*)$ http://{b}/M/$2/$1
            ProxyPassMatch ^/mq/(.*)$ http://{b}/MQ?q=$1
            ProxyPassMatch ^/mport/([0-9]+)/(.*)$ http://127.0.0.1:$1/$2
            ProxyPassMatch partial/(.*) http://{b}/PARTIAL/$1
            ProxyPass /nc/ http://{b}/NC/ nocanon
            ProxyPass /enc/ http://{b}/ENC/ mapping=encoded
            ProxyPass /nq/ http://{b}/NQ/ noquery
            ProxyPass /unix/ unix:{socket}|ws://ignored.example/pre/
            ProxyPass /u80/ unix:{socket}|ws://h:80/
            ProxyPass /u443/ unix:{socket}|ws://h:443/
            <LocationMatch ^/lm/(.*)\\.x$>
            ProxyPass http://{b}/LM/$1
            </LocationMatch>
            """);

    private MappingCases() {}

    static List<Case> all() {
        return List.of(
                maps("83", "prefixes", "/a/x", "/a", "/a/", "//a/x", "/a//x", "/A/x", "/b", "/b/", "/b/x", "/bx", "/c/x", "/c/",
                        "/d/x", "/d", "/up2/x", "/up2", "/root/x"),
                maps("84", "the first rule wins", "/ord/sub/1"),
                maps("85", "an exclusion before and after", "/no/1", "/late/1"),
                maps("86", "a Location beats the list", "/prec/1"),
                maps("87", "a pattern without groups takes the whole path", "/mnog/zz?q=1"),
                maps("88", "groups", "/m/a%20b/c?q=1", "/foo/partial/zz"),
                maps("89", "a question mark in the target is no query", "/mq/v?z=1"),
                Case.of("90", "a group as the port", MAPS, stage -> {
                    stage.telling("b");
                    stage.maps(stage.fill("/mport/{b:port}/z"));
                    stage.maps(stage.fill("/mport/{closed:port}/z"));
                    stage.client().send(get(stage.fill("/mport/{unnamed:port}/z")));
                    stage.backend("unnamed").head();
                }),
                Case.of("91", "nocanon", MAPS, stage -> {
                    stage.telling("b");
                    Stream.of("/nc/x%20y?q=%41", "/nc/%41x", "/nc/a/../b", "/nc//x").forEach(stage::maps);
                    stage.warned("AH01136");
                }),
                maps("92", "the canonical form", "/a/%41%7e%3b%2b%25%3f", "/a/%2541", "/a/%23%20%3C%3E", "/a/[x]\\|^`\"{}",
                        "/a/x?", "/a/x?q=%41<>\"{}|\\^`", "/a/\u00e9"),
                maps("93", "what is no path", "/a/./x", "/a/b/../c", "/a/b/..", "/a/../x", "/a/%2e%2e/x", "/../a/x",
                        "/.%2e/x", "/a/.../x", "/a/%zz", "/a/%", "/a/%00", "/a/a%2fb", "/a/%0a", "/a/%7f", "/a/#frag", "/a/x?a#b",
                        "/a/\u007f"),
                maps("95", "mapping=encoded", "/enc/a%2fb", "/enc/%41/../x"),
                maps("96", "noquery changes nothing", "/nq/x?q=1"),
                Case.of("99", "an absolute URI", MAPS, stage -> {
                    stage.client().send(get("http://other.test:99/a/x?q"));
                    stage.backend().head();
                }),
                Case.of("99b", "absolute URIs of other kinds", MAPS, stage -> {
                    stage.telling("b");
                    Stream.of("https://c.test/a/x", "ws://c.test/a/x", "ftp://c.test/a/x", "http://b..c/").forEach(stage::maps);
                    stage.maps("OPTIONS *", request("OPTIONS", "*", ""));
                }),
                Case.of("103", "a unix-domain backend", MAPS, stage -> {
                    Actor client = stage.client().send(up("/unix/x"));
                    Actor backend = stage.backend("socket");
                    backend.head();
                    backend.send(R101);
                    client.head();
                    stage.echo(client, backend);
                }),
                Case.of("132", "the port in Host", MAPS, stage -> {
                    host(stage, "/u80/x");
                    host(stage, "/u443/x");
                }),
                maps("133", "ProxyPass in a LocationMatch", "/lm/1.x"));
    }

    private static Case maps(String number, String title, String... targets) {
        return Case.of(number, title, MAPS, stage -> {
            stage.telling("b");
            Stream.of(targets).forEach(stage::maps);
        });
    }

    private static void host(Stage stage, String path) {
        Actor client = stage.client().send(get(path));
        Actor backend = stage.backend("socket");
        stage.fact(path + " has Host: " + backend.raw().head().value("Host").orElse("none"));
        backend.send(OK);
        client.status();
    }
}
