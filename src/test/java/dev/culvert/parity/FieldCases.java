package dev.culvert.parity;

import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-112 to T-119 and T-124 to T-129: shapes as they are found in the wild. */
final class FieldCases {
    private static final String FILES = "AddType text/plain .txt\n";

    private FieldCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("shapes from the wild", FILES).file("htdocs/f.txt", "file\n");
        conditions(hosts);
        mappings(hosts);
        return hosts.cases();
    }

    private static void conditions(Hosts hosts) {
        hosts.row("1112", "map syntax instead of a variable", general("RewriteCond ${HTTP:Upgrade} websocket [NC]\n"
                        + "RewriteCond ${HTTP:Connection} upgrade [NC]\nRewriteRule /(.*) ws://{b}/$1 [P,L]"), says("WS /a"))
                .row("1113", "anchored", general("RewriteCond %{HTTP:UPGRADE} ^WebSocket$ [NC]\n"
                        + "RewriteCond %{HTTP:CONNECTION} ^Upgrade$ [NC]\n"
                        + "RewriteRule .* ws://{b}%{REQUEST_URI} [P]"),
                        says("GET /a | Upgrade: websocket | Connection: keep-alive, Upgrade", "WS /a",
                        "GET /a | Upgrade: WebSocket | Connection: upgrade | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                                + " | Sec-WebSocket-Version: 13"))
                .row("1114", "= without NC", general("RewriteCond %{HTTP:Upgrade} =websocket\nRewriteRule /(.*) ws://{b}/$1 [P,L]"),
                        says("WS /a", "GET /a | Upgrade: WebSocket | Connection: Upgrade"))
                .row("1115", "the pair", """
                        RewriteEngine on
                        RewriteCond %{HTTP:Upgrade} =websocket [NC]
                        RewriteRule /(.*) ws://{b}/$1 [P,L]
                        RewriteCond %{HTTP:Upgrade} !=websocket [NC]
                        RewriteRule /(.*) http://{b}/$1 [P,L]
                        ProxyPass / http://{a}/
                        ProxyPassReverse / http://{a}/
                        """, says("GET /a/b?x=%41", "WS /a/b?x=%41", "GET /a | Upgrade: h2c | Connection: Upgrade"))
                .row("1116", "an OR chain", general("RewriteCond %{REQUEST_URI} ^/api/v[0-9]+/(users/)?websocket [NC,OR]\n"
                        + "RewriteCond %{HTTP:UPGRADE} ^WebSocket$ [NC,OR]\nRewriteCond %{HTTP:CONNECTION} ^Upgrade$ [NC]\n"
                        + "RewriteRule .* ws://{b}%{REQUEST_URI} [P,QSA,L]"), says("GET /api/v4/websocket?q", "WS /api/v4/websocket",
                        "WS /x?y", "GET /x"))
                .row("1117", "certbot's, with two names", """
                        ServerAlias www.1117.test
                        RewriteEngine on
                        RewriteCond %{SERVER_NAME} =1117.test [OR]
                        RewriteCond %{SERVER_NAME} =www.1117.test
                        RewriteRule ^ https://%{SERVER_NAME}%{REQUEST_URI} [END,NE,R=permanent]
                        """, says("GET /a%20b/%C3%A9?x=%20y", "GET / | Host: www.1117.test:80", "GET /?q", "WS /ws"))
                .row("1118", "a condition on the query only", general("RewriteCond %{REQUEST_URI} ^/socket.io [NC]\n"
                        + "RewriteCond %{QUERY_STRING} transport=websocket [NC]\nRewriteRule /(.*) ws://{b}/$1 [P,L]"),
                        says("GET /socket.io/?transport=websocket", "WS /socket.io/?EIO=4&transport=websocket&sid=a",
                        "WS /socket.io/?transport=polling"))
                .row("1119", "everything, and a slash too many", "RewriteEngine on\nRewriteRule ^(.*)$ ws://{b}/$1 [P]\n",
                        says("WS /a/b", "GET /"))
                .row("1119b", "the same line twice, P forgotten on the first", "RewriteEngine on\nRewriteRule ^(.*)$ ws://{b}/$1\n"
                        + "RewriteRule ^(.*)$ ws://{b}/$1 [P]\n", says("WS /a/b"));
    }

    private static void mappings(Hosts hosts) {
        hosts.row("1124", "an exclusion and upgrade=websocket", "ProxyPass /.well-known !\nProxyPass / http://{a}/ upgrade=websocket\n",
                        says("WS /y", "GET /.well-known/x", "GET /y"))
                .row("1125", "ProxyPassMatch with a whole path", "ProxyPassMatch ^/(myApp/ws)$ ws://{b}/$1\nProxyPass / http://{a}/\n",
                        says("WS /myApp/ws?q=1", "WS /myApp/ws/x"))
                .row("1126", "Jupyter's older shape", """
                        ProxyPass / http://{a}/
                        <LocationMatch "/(user/[^/]*)/(api/kernels/[^/]+/channels|terminals/websocket)(.*)">
                        ProxyPassMatch ws://{b}/$1/$2$3
                        ProxyPassReverse ws://{b}
                        </LocationMatch>
                        """, says("WS /user/me/api/kernels/1-2/channels?session_id=3", "WS /user/me/terminals/websocket/1",
                                "WS /user/me/api/x"))
                .row("1127", "a single-page application", """
                        <Directory {dir}/htdocs>
                        RewriteEngine on
                        RewriteBase /
                        RewriteRule ^f\\.txt$ - [L]
                        RewriteCond %{REQUEST_FILENAME} !-f
                        RewriteCond %{REQUEST_FILENAME} !-d
                        RewriteRule . /f.txt [L]
                        </Directory>
                        ProxyPass /socket.io http://{a}/socket.io
                        RewriteEngine on
                        RewriteCond %{HTTP:Upgrade} websocket [NC]
                        RewriteCond %{HTTP:Connection} upgrade [NC]
                        RewriteRule /(.*) ws://{b}/$1 [P,L]
                        """, says("GET /deep/link", "WS /socket.io/1", "GET /socket.io/1", "GET /f.txt"))
                .row("1128", "SetHandler in a Location", "<Location /h>\nSetHandler \"proxy:http://{a}\"\n</Location>\n",
                        says("GET /h/x?q=1", "GET /h", "GET /h/a/b%20c"))
                .row("1129", "a redirect of the start page", "RedirectMatch ^/$ /moodle\nProxyPass /moodle http://{a}/moodle\n",
                        says("GET /", "GET /?q", "GET /moodle/x", "WS /"))
                .row("2060", "Header and RequestHeader of the shape with TLS in front", """
                        ProxyPreserveHost On
                        RequestHeader set X-Forwarded-Proto "https"
                        RequestHeader set X-Forwarded-Port 443
                        Header always set Strict-Transport-Security "max-age=63072000"
                        Header edit Location ^http:// https://
                        ProxyPass / http://{a}/
                        """, shows("GET /x | X-Answer: 302 Found~Location: http://o.test/y"));
    }

    private static String general(String rules) {
        return "ProxyPass / http://{a}/\nRewriteEngine on\n" + rules + "\n";
    }
}
