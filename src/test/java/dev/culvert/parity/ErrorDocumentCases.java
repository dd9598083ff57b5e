package dev.culvert.parity;

import java.util.List;

/** Row T-165: ErrorDocument, as a text, a local page and a page elsewhere. */
final class ErrorDocumentCases {
    private static final String PLACES = "ProxyPass /closed http://{closed}/\nProxyPass /p http://{a}/p\n"
            + "ProxyPass /errors http://{a}/errors\n"
            + "<Location /denied>\nRequire all denied\n</Location>\n";

    private ErrorDocumentCases() {}

    static List<Case> all() {
        return new Hosts("error documents", "AddType text/plain .txt\n").file("htdocs/404.txt", "not here\n").file("htdocs/d/503.txt",
                "later\n")
                .row("1165", "a text, a local page that is proxied, a page elsewhere", PLACES + "ErrorDocument 503 \"down for now\"\n"
                        + "ErrorDocument 404 /errors/404\nErrorDocument 403 http://o.test/denied\n", host -> {
                            host.says("GET /closed", "GET /nosuch?q", "GET /denied/x", "WS /nosuch", "WS /denied", "WS /closed");
                            host.bodies("GET /closed");
                            host.shows("GET /closed", "GET /nosuch", "HEAD /closed", "POST /nosuch | Content-Length: 0");
                        })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("1165b", "a local page that is a file", PLACES + "ErrorDocument 404 /404.txt\nErrorDocument 403 /nosuch/either\n"
                        + "ErrorDocument 503 /d/503.txt\n", host -> {
                            host.shows("GET /nosuch", "HEAD /nosuch");
                            host.says("GET /denied", "GET /closed", "GET /p | X-Answer: 404 Theirs");
                        })
                .row("2160", "ProxyErrorOverride", PLACES + "ProxyErrorOverride On\nErrorDocument 404 \"our 404\"\n"
                        + "ErrorDocument 502 /404.txt\n", host -> {
                            host.bodies("GET /p | X-Answer: 404 Theirs~X-Back: 1");
                            host.shows("GET /p | X-Answer: 404 Theirs~X-Back: 1", "GET /p | X-Answer: 502 Theirs~X-Back: 1");
                            host.says("GET /p | X-Answer: 200 OK", "GET /p | X-Answer: 302 Found~Location: /x", "WS /p");
                        })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("2161", "what the document is told", "ProxyPass /errors http://{b}/errors\nErrorDocument 404 /errors/404?own=1\n"
                        + "RequestHeader set X-Status %{REDIRECT_STATUS}e\nRequestHeader set X-Url %{REDIRECT_URL}e\n"
                        + "RequestHeader set X-Query %{REDIRECT_QUERY_STRING}e\nRequestHeader set X-Notes \"%{REDIRECT_ERROR_NOTES}e\"\n"
                        + "SetEnvIf Host . MINE=1\nRequestHeader set X-Mine \"%{REDIRECT_MINE}e %{MINE}e\"\n",
                        host -> host.hears("GET /nosuch%20x?q=1", "POST /nosuch | Content-Length: 0"))
                .differs("A document of an error has no body to come with", "it is asked for with GET")
                .row("2162", "in sections, and default", PLACES + "ErrorDocument 404 \"server\"\n<Location /a>\n"
                        + "ErrorDocument 404 \"location\"\n</Location>\n"
                        + "<Location /a/b>\nErrorDocument 404 default\n</Location>\n<LocationMatch ^/re>\n"
                        + "ErrorDocument 404 \"for %{REQUEST_URI}\"\n"
                        + "</LocationMatch>\nErrorDocument 400 bare\nErrorDocument 500 \"with \\\"quotes\\\"\"\n", host -> {
                            host.bodies("GET /x", "GET /a/x", "GET /re/x", "GET /%zz");
                            host.says("GET /a/b/x");
                        })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("2163", "errors of rules and of redirects", "ErrorDocument 403 \"rule 403\"\nErrorDocument 410 /404.txt\n"
                        + "ErrorDocument 404 \"r404\"\n"
                        + "ErrorDocument 302 \"never\"\n" + RewriteProxyCases.rule("^/f - [F]\nRewriteRule ^/g - [G]\n"
                        + "RewriteRule ^/n - [R=404]\n"
                        + "RewriteRule ^/r http://o.test/ [R]") + "Redirect gone /gone\n", host -> {
                            host.bodies("GET /f", "GET /n");
                            host.says("GET /g", "GET /gone", "GET /r");
                        })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8").cases();
    }
}
