package dev.culvert.parity;

import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;

import dev.culvert.testing.Head;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows 119 to 123: requests that could be read in two ways, and those that are too large. */
final class FramingCases {
    private static final Setup FRAMES = new Setup("framing", "ProxyPass /h/ http://{b}/\n");
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private FramingCases() {}

    static List<Case> all() {
        return List.of(
                each("119", "requests that are refused", refused()),
                each("119e", "bodies that are refused", chunks()),
                each("119b", "hosts that are none", hosts()),
                each("119c", "codings that are doubled", codings()),
                each("119d", "requests that look odd and are none the less good", accepted()),
                both(),
                each("121", "sizes", sizes()),
                Case.of("122", "a small chunked body", FRAMES, stage -> {
                    stage.client().send(request("POST", "/h/x", CHUNKED) + "5;ext=1\r\nhello\r\n0\r\nX-T: 1\r\n\r\n");
                    withTrailer(stage);
                }).differs("Trailers are handed on", "so a small body that has one stays chunked", """
                        backend < POST /x HTTP/1.1
                        backend < Host: {b}
                        backend < X-Forwarded-For: 127.0.0.1
                        backend < X-Forwarded-Host: c.test
                        backend < X-Forwarded-Server: parity.test
                        backend < Transfer-Encoding: chunked
                        backend < Connection: Keep-Alive
                        body of 5 bytes
                        trailer arrived: true
                        """),
                Case.of("123", "a large chunked body", FRAMES, stage -> {
                    stage.client()
                            .send(request("POST", "/h/x", CHUNKED) + "4e20\r\n" + "x".repeat(20_000) + "\r\n0\r\nX-T: 1\r\n\r\n");
                    withTrailer(stage);
                }).differs("Trailers are handed on", "a trailer the client sent belongs to its message", """
                        backend < POST /x HTTP/1.1
                        backend < Host: {b}
                        backend < X-Forwarded-For: 127.0.0.1
                        backend < X-Forwarded-Host: c.test
                        backend < X-Forwarded-Server: parity.test
                        backend < Transfer-Encoding: chunked
                        backend < Connection: Keep-Alive
                        body of 20000 bytes
                        trailer arrived: true
                        """));
    }

    private static void withTrailer(Stage stage) {
        Actor backend = stage.backend();
        Head head = backend.head();
        stage.fact("body of " + backend.raw().body(head).length() + " bytes");
        stage.fact("trailer arrived: " + backend.raw().received().contains("X-T"));
    }

    private static Case both() {
        return Case.of("120", "a length and chunks", FRAMES, stage -> {
            Actor client = stage.client().send(request("POST", "/h/x", "Content-Length: 4\r\n" + CHUNKED)
                    + "5\r\nhello\r\n0\r\n\r\n" + get("/h/smuggled"));
            if (client.raw().quiet(java.time.Duration.ofMillis(300))) {
                Actor backend = stage.backend();
                backend.answer();
                backend.send(OK);
            }
            client.status();
            client.rest();
            stage.connections("b");
        }).differs("A length beside chunks is refused", "two framings in one request are never guessed at", """
                client < HTTP/1.1 400 Bad Request
                client sees the end
                connections to b: 0
                """);
    }

    private static Map<String, String> refused() {
        var all = new LinkedHashMap<String, String>();
        for (String length : List.of("1\r\nContent-Length: 1", "1, 1", "-1", "+1", "0x1", "", "99999999999999999999")) {
            all.put("Content-Length: " + length, request("POST", "/h/x", "Content-Length: " + length + "\r\n") + "x");
        }
        for (String coding : List.of("identity", "chunked, gzip", "xchunked")) {
            all.put("Transfer-Encoding: " + coding, coded(coding));
        }
        for (String line : List.of("X : 1", "nocolon", ": x", "X(: 1", "X: a\u0000b", "X: a\u0001b", "X: a\rb")) {
            all.put("line " + line, request("GET", "/h/x", line + "\r\n"));
        }
        all.put("LF line ends", get("/h/x").replace("\r", ""));
        all.put("a fold first", get("/h/x").replace("Host", " Host"));
        for (String line : List.of("GET  /h/x HTTP/1.1", "GET\t/h/x HTTP/1.1", "GET /h/x HTTP/1.1 ", "G(T /h/x HTTP/1.1",
                "GET /h/x http/1.1", "GET /h/x HTTP/11", "GET /h/x HTTP/01.1", "GET h/x HTTP/1.1", "GET /h/x y HTTP/1.1")) {
            all.put("request line " + line, get("/h/x").replace("GET /h/x HTTP/1.1", line));
        }
        all.put("11 empty lines", "\r\n".repeat(11) + get("/h/x"));
        all.put("no Host", "GET /h/x HTTP/1.1\r\n\r\n");
        all.put("two Hosts", request("GET", "/h/x", "Host: d.test\r\n"));
        return all;
    }

    private static Map<String, String> chunks() {
        var all = new LinkedHashMap<String, String>();
        for (String size : List.of("zz\r\nx", "0x1\r\nx", "-1\r\nx", "1\nx", "1\r\nxy")) {
            all.put("chunk " + size, request("POST", "/h/x", CHUNKED) + size + "\r\n0\r\n\r\n");
        }
        all.put("a huge chunk", request("POST", "/h/x", CHUNKED) + "ffffffffffffffffff\r\nx");
        return all;
    }

    private static Map<String, String> hosts() {
        var all = new LinkedHashMap<String, String>();
        for (String host : List.of("", "a..b", "a%62", "a,b", "a;b", "a@b", "a!b", "a~b", "a*b", "a/b", "a b", "\u00e9", "a:",
                "a:0", "a:65536", "a:x", "1.2.3", "127.1", "[::1", "[zz]", "[fe80::1%25eth0]")) {
            all.put("Host: " + host, get("/h/x").replace("c.test", host));
        }
        return all;
    }

    private static Map<String, String> codings() {
        var all = new LinkedHashMap<String, String>();
        for (String coding : List.of("gzip, chunked", "chunked, chunked")) {
            all.put("Transfer-Encoding: " + coding, coded(coding));
        }
        return all;
    }

    private static String coded(String coding) {
        return request("POST", "/h/x", "Transfer-Encoding: " + coding + "\r\n") + "0\r\n\r\n";
    }

    private static Map<String, String> accepted() {
        var all = new LinkedHashMap<String, String>();
        all.put("Chunked", request("POST", "/h/x", "Transfer-Encoding: Chunked\r\n") + "1\r\nx\r\n0\r\n\r\n");
        all.put("a length with a space behind", request("POST", "/h/x", "Content-Length: 1 \r\n") + "x");
        all.put("a chunk size with a space behind", request("POST", "/h/x", CHUNKED) + "1 \r\nx\r\n0\r\n\r\n");
        all.put("HTTP/1.2", get("/h/x").replace("HTTP/1.1", "HTTP/1.2"));
        all.put("10 empty lines", "\r\n".repeat(10) + get("/h/x"));
        for (String host : List.of("-a", ".a", "a.", "a_b", "a:1", "[::1]:81", "127.0.0.1")) {
            all.put("Host: " + host, get("/h/x").replace("c.test", host));
        }
        return all;
    }

    private static Map<String, String> sizes() {
        var all = new LinkedHashMap<String, String>();
        for (int size : List.of(8191, 8192)) {
            all.put("a request line of " + size, get("/h/" + "x".repeat(size - "GET /h/ HTTP/1.1".length())));
            all.put("a field of " + size, request("GET", "/h/x", "X: " + "x".repeat(size - "X: ".length()) + "\r\n"));
        }
        for (int count : List.of(100, 101)) {
            var lines = new StringBuilder();
            for (int line = 1; line < count; line++) {
                lines.append("X-").append(line).append(": 1\r\n");
            }
            all.put(count + " fields", request("GET", "/h/x", lines.toString()));
        }
        all.put("one name, 3 x 4000", request("GET", "/h/x", ("X: " + "x".repeat(4000) + "\r\n").repeat(3)));
        return all;
    }

    /** For each request: its status, whether the connection ends, and whether the backend heard of it. */
    private static Case each(String number, String title, Map<String, String> requests) {
        return Case.of(number, title, FRAMES, stage -> {
            for (Map.Entry<String, String> entry : requests.entrySet()) {
                stage.telling("b");
                Actor client = stage.client().send(entry.getValue());
                Head head = client.raw().head();
                boolean closes = head.value("Connection").orElse("").equalsIgnoreCase("close");
                stage.fact(Facts.escaped(entry.getKey()) + " -> " + head.status() + (closes ? " and close" : "")
                        + ", backend connections: " + stage.house("b").connections());
                client.close();
                stage.house("b").forget();
            }
        });
    }
}
