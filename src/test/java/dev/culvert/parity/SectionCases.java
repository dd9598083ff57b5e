package dev.culvert.parity;

import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;
import java.util.stream.Stream;

/** Rows T-090, T-091 and T-104: in which order sections take part. */
final class SectionCases {
    private SectionCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("sections", "AddType text/plain .txt\n")
                .file("htdocs/d/file.txt", "file\n").file("htdocs/other.txt", "other\n");
        order(hosts);
        locations(hosts);
        ifs(hosts);
        files(hosts);
        List<Case> limits = List.of(limit("1104", "Host: second.test"), limit("1104b", "Host: first.test"));
        return Stream.of(hosts.cases(), inherited().cases(), limits).flatMap(List::stream).toList();
    }

    private static void order(Hosts hosts) {
        hosts.row("1090", "sections of a proxied request", """
                ProxyPass / http://{a}/
                <If "true">
                Header append X-Order if
                </If>
                <Location />
                Header append X-Order locroot
                <If "true">
                Header append X-Order ifin
                </If>
                </Location>
                <LocationMatch ^/a>
                Header append X-Order lm
                </LocationMatch>
                <Location /a>
                Header append X-Order loca
                </Location>
                <Location /a>
                Header append X-Order loca2
                </Location>
                <Proxy *>
                Header append X-Order proxy
                </Proxy>
                <Directory />
                Header append X-Order directory
                </Directory>
                <Files *>
                Header append X-Order files
                </Files>
                Header append X-Order server
                """, shows("GET /a/x"));
        hosts.row("1091", "sections of a file", """
                <If "true">
                Header append X-Order if
                </If>
                <Location /d>
                Header append X-Order loc
                </Location>
                <FilesMatch "\\.txt$">
                Header append X-Order fm
                </FilesMatch>
                <Files file.txt>
                Header append X-Order files
                </Files>
                <DirectoryMatch "/htdocs/d">
                Header append X-Order dm
                </DirectoryMatch>
                <Directory {dir}/htdocs/d>
                Header append X-Order dir
                </Directory>
                <Directory {dir}/htdocs>
                Header append X-Order parent
                </Directory>
                """, shows("GET /d/file.txt", "GET /other.txt", "GET /d/nosuch.txt"));
    }

    private static void locations(Hosts hosts) {
        hosts.row("2061", "wildcards and names in Location", """
                ProxyPass / http://{a}/
                <Location /w/*/x>
                Header append X-Order star
                </Location>
                <Location /w/?>
                Header append X-Order one
                </Location>
                <Location ~ "^/w/(?<part>\\d+)">
                Header append X-Order "%{MATCH_PART}e"
                </Location>
                <Location /w/>
                Header append X-Order slash
                </Location>
                <Location "/w/q r">
                Header append X-Order blank
                </Location>
                """, host -> host.lines("X-Order", "GET /w/1/x", "GET /w/a/b/x", "GET /w/7", "GET /w", "GET /w/", "GET /W/1",
                        "GET /w/q%20r/s", "GET //w//1/x", "GET /w/a/x/y"));
    }

    private static void ifs(Hosts hosts) {
        hosts.row("2062", "If, ElseIf, Else", """
                ProxyPass / http://{a}/
                <If "%{REQUEST_URI} =~ m#^/a#">
                Header append X-Order a
                </If>
                <ElseIf "%{REQUEST_URI} =~ m#^/b#">
                Header append X-Order b
                </ElseIf>
                <ElseIf "%{QUERY_STRING} == 'c'">
                Header append X-Order c
                </ElseIf>
                <Else>
                Header append X-Order else
                <If "%{HTTP:X-A} == 'n'">
                Header append X-Order nested
                </If>
                <Else>
                Header append X-Order unnested
                </Else>
                </Else>
                """, host -> host.lines("X-Order", "GET /a?c", "GET /b?c", "GET /x?c", "GET /x", "GET /x | X-A: n"));
        hosts.row("2063", "what works in If", """
                ProxyPass / http://{a}/
                <If "%{HTTP:X-A} == 'deny'">
                Require all denied
                </If>
                <If "%{HTTP:X-A} == 'redirect'">
                Redirect /r http://o.test/
                </If>
                <If "%{HTTP:X-A} == 'env'">
                SetEnv SEEN yes
                Header set X-Env %{SEEN}e
                </If>
                """, shows("GET / | X-A: deny", "GET /r/x | X-A: redirect", "GET / | X-A: env", "GET /"));
        hosts.row("2063b", "ErrorDocument in If", """
                <If "%{HTTP:X-A} == 'error'">
                Require all denied
                ErrorDocument 403 "none of that"
                </If>
                """, host -> host.bodies("GET / | X-A: error"))
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8");
    }

    private static void files(Hosts hosts) {
        hosts.row("2064", "Files and Limit", """
                <Files "*.txt">
                Header append X-Order files
                </Files>
                <Files ~ "^f.*t$">
                Header append X-Order tilde
                </Files>
                <Directory {dir}/htdocs>
                <Files file.txt>
                Header append X-Order inner
                </Files>
                <If "-f %{REQUEST_FILENAME}">
                Header append X-Order exists
                </If>
                </Directory>
                """, host -> host.lines("X-Order", "GET /d/file.txt", "GET /other.txt"));
        hosts.row("2065", "Directory for what is proxied, Proxy for what is not", """
                ProxyPass /p/ http://{a}/
                ProxyPass /q/ http://{b}/q/
                <Directory />
                Header append X-Order directory
                </Directory>
                <Proxy http://{a}/sec*>
                Header append X-Order sec
                </Proxy>
                <Proxy http://{b}>
                Header append X-Order b
                </Proxy>
                <ProxyMatch "^http://[^/]*/(q/)?sec">
                Header append X-Order match
                </ProxyMatch>
                """, host -> host.lines("X-Order", "GET /p/sec/x", "GET /p/x", "GET /q/sec", "GET /q/x", "GET /other.txt"));
    }

    private static Hosts inherited() {
        return new Hosts("settings of the main server", """
                Header append X-Order main
                RequestHeader append X-Req main
                SetEnvIf Host . MAIN=1
                ErrorDocument 404 "main 404"
                ErrorDocument 403 "main 403"
                Redirect /mainred http://o.test/
                ProxyPass /mainpass http://{a}/mainpass
                AddType text/plain .txt
                Alias /mainalias {dir}/htdocs
                <Location />
                Header append X-Order mainloc
                </Location>
                <Location /denied>
                Require all denied
                </Location>
                """).file("htdocs/other.txt", "other\n")
                .row("2066", "what a virtual host inherits", """
                Header append X-Order host
                Header append X-Order env env=MAIN
                <Location />
                Header append X-Order hostloc
                </Location>
                ErrorDocument 403 "host 403"
                """, host -> {
                    host.lines("X-Order", "GET /other.txt", "GET /mainpass/x", "GET /mainalias/other.txt", "GET /mainred/x");
                    host.bodies("GET /nosuch", "GET /denied");
                })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("2067", "what it overrides", "ProxyPass /mainpass http://{b}/mine\nRedirect /mainred http://mine.test/\n"
                        + "<Location /denied>\nRequire all granted\n</Location>\n", says("GET /mainpass/x", "GET /mainred/x",
                        "GET /denied"));
    }

    /** T-104: how long a field may be is the first virtual host's to say. */
    private static Case limit(String number, String host) {
        boolean first = number.equals("1104b");
        Setup setup = new Setup("field size in the " + (first ? "first" : "second") + " host", """
                <VirtualHost *:{port}>
                ServerName %s
                %s</VirtualHost>
                """.formatted("first.test", first ? "LimitRequestFieldSize 50\n" : "") + """
                <VirtualHost *:{port}>
                ServerName second.test
                LimitRequestFieldSize 50
                ProxyPass / http://{a}/
                </VirtualHost>
                """);
        return Case.of(number, "LimitRequestFieldSize in the " + (first ? "first" : "second") + " virtual host", setup,
                stage -> new Asking(stage, "second.test").says("GET /x | X-Long: " + "x".repeat(60), "GET /x | " + host
                + " | X-Long: short"));
    }
}
