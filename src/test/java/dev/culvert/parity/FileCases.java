package dev.culvert.parity;

import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Files beside the socket, which stand in no table: types, indexes, conditions and ranges. */
final class FileCases {
    private static final String CHANGED = "Sun, 02 Feb 2020 02:02:02 GMT";
    private static final String BEFORE = "Sat, 01 Feb 2020 02:02:02 GMT";
    private static final String AFTER = "Mon, 03 Feb 2020 02:02:02 GMT";
    private static final String TAG = "\"a-59d8e31531a80\"";

    private FileCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("files", "TypesConfig {dir}/mime.types\n<Directory />\nRequire all denied\n</Directory>\n"
                + "<Directory {dir}/htdocs>\nRequire all granted\nOptions -Indexes\nAllowOverride None\n</Directory>\n")
                .file("mime.types", "# types\ntext/plain\t\ttxt text\ntext/css css\napplication/javascript js mjs\nimage/png png\n")
                .file("htdocs/f.txt", "0123456789").file("htdocs/style.css", "b{}").file("htdocs/noext", "x").file("htdocs/a.b.js", "js")
                .file("htdocs/x.unknown", "u").file("htdocs/empty.txt", "").file("htdocs/.hidden", "h").file("htdocs/a b.txt", "blank")
                .file("htdocs/UP.TXT", "up").file("htdocs/dir/index.txt", "dir index").file("htdocs/dir/home.css", "home")
                .file("htdocs/bare/x.txt", "x").file("htdocs/index.txt", "root index").file("htdocs/spa.txt",
                        "spa").file("secret/s.txt", "s");
        plain(hosts);
        indexes(hosts);
        conditions(hosts);
        ranges(hosts);
        return hosts.cases();
    }

    private static void plain(Hosts hosts) {
        hosts.row("2140", "types", "AddType text/x-js .js\nAddType text/x-b b\n", shows("GET /f.txt", "GET /style.css", "GET /noext",
                "GET /a.b.js",
                        "GET /x.unknown", "GET /empty.txt", "GET /UP.TXT"))
                .row("2141", "methods", "", shows("HEAD /f.txt", "POST /f.txt | Content-Length: 0", "PUT /f.txt | Content-Length: 0",
                        "DELETE /f.txt",
                        "OPTIONS /f.txt", "PATCH /f.txt", "FOO /f.txt", "WS /f.txt"))
                .row("2142", "ways out and odd names", "Alias /secret {dir}/secret\n", says("GET /../secret/s.txt",
                        "GET /%2e%2e/secret/s.txt",
                        "GET /dir/../../secret/s.txt", "GET /dir/..%2f..%2fsecret/s.txt", "GET /secret/s.txt", "GET /.hidden",
                        "GET /a%20b.txt",
                        "GET /f.txt%00", "GET /f.txt/", "GET /f.txt/x", "GET /F.TXT", "GET //f.txt", "GET /f.txt?q", "GET /nosuch",
                        "GET /bare", "GET /bare/",
                        "GET /f.txt%20", "GET /dir\\index.txt", "GET /%C3%A9.txt"))
                .row("2143", "AddDefaultCharset, ForceType, DefaultType none", "AddDefaultCharset utf-8\n<Files noext>\n"
                        + "ForceType text/css\n</Files>\n"
                        + "<Files x.unknown>\nSetHandler none\n</Files>\n", shows("GET /f.txt", "GET /style.css", "GET /noext",
                        "GET /nosuch"))
                .row("2144", "FileETag", "<Files f.txt>\nFileETag None\n</Files>\n<Files style.css>\nFileETag Size\n</Files>\n",
                        host -> host.lines("ETag", "GET /f.txt", "GET /style.css", "GET /noext"))
                .row("2145", "Header and SetEnvIf on files", "Header set Cache-Control \"max-age=60\"\n<FilesMatch \"\\.(css|js)$\">\n"
                        + "Header set Cache-Control \"max-age=600\"\n</FilesMatch>\nHeader unset ETag\nHeader unset Last-Modified\n",
                        shows("GET /f.txt", "GET /style.css", "GET /nosuch", "GET /f.txt | If-None-Match: " + TAG));
    }

    private static void indexes(Hosts hosts) {
        hosts.row("2146", "DirectoryIndex", "DirectoryIndex index.html index.txt\n", shows("GET /", "GET /dir", "GET /dir/",
                "GET /dir?q", "GET /bare/"))
                .row("2147", "other forms of DirectoryIndex", "DirectoryIndex /spa.txt\n<Directory {dir}/htdocs/dir>\n"
                        + "DirectoryIndex home.css\n</Directory>\n"
                        + "<Location /bare>\nDirectoryIndex disabled\n</Location>\n", says("GET /", "GET /dir/", "GET /bare/",
                        "HEAD /dir/"))
                .row("2148", "DirectorySlash Off, DirectoryIndexRedirect", "DirectoryIndex index.txt\n<Location /dir>\n"
                        + "DirectorySlash Off\n</Location>\n"
                        + "<Location /bare>\nDirectoryIndexRedirect on\nDirectoryIndex x.txt\n</Location>\n", says("GET /dir",
                        "GET /dir/", "GET /bare/", "GET /bare"))
                .row("2149", "FallbackResource", "DirectoryIndex index.txt\nFallbackResource /spa.txt\nProxyPass /ws ws://{b}/ws\n",
                        says("GET /nosuch", "GET /no/such/deep?q", "GET /f.txt", "GET /", "GET /bare/", "GET /nosuch/", "WS /ws/x",
                        "POST /nosuch | Content-Length: 0"))
                .row("2150", "FallbackResource of a directory, and disabled", "<Directory {dir}/htdocs/dir>\nFallbackResource /spa.txt\n"
                        + "</Directory>\n"
                        + "<Location /dir/none>\nFallbackResource disabled\n</Location>\n", says("GET /dir/x", "GET /dir/none/x", "GET /x"))
                .row("2151", "no DirectoryIndex at all", "", says("GET /", "GET /dir/", "GET /dir"));
    }

    private static void conditions(Hosts hosts) {
        hosts.row("2152", "If-None-Match", "", host -> {
            host.shows("GET /f.txt", "GET /f.txt | If-None-Match: " + TAG);
            host.says("GET /f.txt | If-None-Match: *", "GET /f.txt | If-None-Match: \"x\", " + TAG, "GET /f.txt | If-None-Match: W/" + TAG,
                    "GET /f.txt | If-None-Match: \"x\"", "HEAD /f.txt | If-None-Match: " + TAG,
                    "GET /f.txt | If-None-Match: \"x\" | If-Modified-Since: " + CHANGED,
                    "GET /f.txt | If-None-Match: " + TAG + " | If-Modified-Since: " + BEFORE);
        })
                .differs("If-None-Match outweighs If-Modified-Since", "RFC 9110 says so")
                .row("2153", "If-Modified-Since and If-Unmodified-Since", "", says("GET /f.txt | If-Modified-Since: " + CHANGED,
                        "GET /f.txt | If-Modified-Since: " + AFTER, "GET /f.txt | If-Modified-Since: " + BEFORE,
                        "GET /f.txt | If-Modified-Since: nonsense",
                        "GET /f.txt | If-Modified-Since: Sunday, 02-Feb-20 02:02:02 GMT",
                        "GET /f.txt | If-Modified-Since: Sun Feb  2 02:02:02 2020",
                        "GET /f.txt | If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "GET /f.txt | If-Unmodified-Since: " + CHANGED,
                        "GET /f.txt | If-Unmodified-Since: " + BEFORE, "GET /f.txt | If-Unmodified-Since: " + AFTER))
                .row("2154", "If-Match", "", says("GET /f.txt | If-Match: " + TAG, "GET /f.txt | If-Match: \"x\"",
                        "GET /f.txt | If-Match: *",
                        "GET /f.txt | If-Match: W/" + TAG, "GET /nosuch | If-Match: *", "GET /f.txt | If-Match: \"x\", " + TAG))
                .row("2155", "the whole of a 412", "", shows("GET /f.txt | If-Match: \"x\""));
    }

    private static void ranges(Hosts hosts) {
        hosts.row("2156", "one range", "", host -> {
            host.shows("GET /f.txt | Range: bytes=2-4", "HEAD /f.txt | Range: bytes=2-4", "GET /f.txt | Range: bytes=10-");
            host.says("GET /f.txt | Range: bytes=5-", "GET /f.txt | Range: bytes=-3", "GET /f.txt | Range: bytes=-30",
                    "GET /f.txt | Range: bytes=0-",
                    "GET /f.txt | Range: bytes=0-99", "GET /f.txt | Range: bytes=9-9", "GET /f.txt | Range: bytes=4-2",
                    "GET /f.txt | Range: bytes=a-b",
                    "GET /f.txt | Range: bytes=", "GET /f.txt | Range: lines=1-2", "GET /f.txt | Range: bytes=-0",
                    "GET /empty.txt | Range: bytes=0-1",
                    "GET /f.txt | Range: bytes = 1-2", "GET /f.txt | Range: BYTES=1-2",
                    "POST /f.txt | Content-Length: 0 | Range: bytes=1-2");
        })
                .differs("A 416 says how long the file is", "RFC 9110 says so")
                .row("2157", "several ranges", "", host -> {
                    host.says("GET /f.txt | Range: bytes=0-1,4-5", "GET /f.txt | Range: bytes=0-1,20-", "GET /f.txt | Range: bytes=20-,30-",
                            "GET /f.txt | Range: bytes=0-4,2-6");
                    host.lines("Content-Range", "GET /f.txt | Range: bytes=0-1,20-", "GET /f.txt | Range: bytes=0-4,2-6",
                            "GET /f.txt | Range: bytes=20-,30-");
                })
                .differs("A 416 says how long the file is", "RFC 9110 says so")
                .row("2158", "If-Range", "", says("GET /f.txt | Range: bytes=2-4 | If-Range: " + TAG,
                        "GET /f.txt | Range: bytes=2-4 | If-Range: \"x\"",
                        "GET /f.txt | Range: bytes=2-4 | If-Range: " + CHANGED, "GET /f.txt | Range: bytes=2-4 | If-Range: " + BEFORE,
                        "GET /f.txt | Range: bytes=2-4 | If-Range: W/" + TAG, "GET /f.txt | If-Range: " + TAG));
    }
}
