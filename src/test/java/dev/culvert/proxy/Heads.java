package dev.culvert.proxy;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import java.util.Arrays;
import java.util.Optional;

/** Heads of messages as a test writes them: the first line, then fields as {@code Name: value}. */
final class Heads {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private Heads() {}

    /** @param line such as {@code GET /x HTTP/1.1}; the version may be left out */
    static Request request(String line, String... fields) {
        String[] words = line.split(" ", -1);
        Version version = words.length == 2 ? Version.HTTP_1_1 : version(words[2]);
        return new Request(words[0], words[1], version, headers(fields), Framing.NONE);
    }

    static Request request(Framing body, String line, String... fields) {
        Request plain = request(line, fields);
        return new Request(plain.method(), plain.target(), plain.version(), plain.headers(), body);
    }

    /** @param line such as {@code 200 OK}; the body is one of no length unless a Content-Length says so */
    static Response response(String line, String... fields) {
        Optional<String> length = headers(fields).first("Content-Length");
        return response(length.map(n -> Framing.length(Long.parseLong(n))).orElse(Framing.NONE), line, fields);
    }

    static Response response(Framing body, String line, String... fields) {
        String[] words = line.split(" ", 2);
        return new Response(Integer.parseInt(words[0]), words[1], Version.HTTP_1_1, headers(fields), body);
    }

    private static Version version(String text) {
        return Arrays.stream(Version.values()).filter(v -> v.toString().equals(text)).findFirst().orElseThrow();
    }

    private static Headers headers(String... fields) {
        Headers.Builder headers = Headers.builder();
        for (String field : fields) {
            String[] parts = field.split(": ?", 2);
            headers.add(parts[0], parts[1]);
        }
        return headers.build();
    }
}
