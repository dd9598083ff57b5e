package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;

/** What HTTP/1 says to a client about the connection and the body's end. */
final class ClientFraming {
    private ClientFraming() {}

    /** httpd: after these statuses nobody can be sure what the client sends next. */
    static boolean leavesDoubt(int status) {
        return switch (status) {
            case 400, 408, 411, 413, 414, 417, 500, 501, 503 -> true;
            default -> false;
        };
    }

    /** httpd: the type of a page of its own stands last. */
    static Headers withType(Headers own, String type) {
        return type.isEmpty() ? own : own.toBuilder().add("Content-Type", type).build();
    }

    /** A body without a length is chunked for who understands it, and ends with the connection for others. */
    static Framing of(Response head, Request request) {
        return switch (head.body()) {
            case Framing.None none -> none;
            case Framing.Length length -> length;
            case Framing.Chunked(), Framing.UntilClose() ->
                    request.version().atLeast(Version.HTTP_1_1) ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
        };
    }

    /** httpd: an HTTP/1.1 client hears of a kept connection only if it spoke of it first. */
    static Headers fields(Request request, Framing framing, boolean persists, int served, Settings settings) {
        Headers.Builder own = Headers.builder();
        if (!persists) {
            own.add("Connection", "close");
        } else if (request.headers().hasToken("Connection", "keep-alive")) {
            int most = settings.get(ConnectionDirectives.MAX_KEEP_ALIVE_REQUESTS);
            String max = most == 0 ? "" : ", max=" + (most - served);
            own.add("Keep-Alive", "timeout=" + settings.get(ConnectionDirectives.KEEP_ALIVE_TIMEOUT).toSeconds() + max)
                    .add("Connection", "Keep-Alive");
        }
        if (framing instanceof Framing.Chunked) {
            own.add("Transfer-Encoding", "chunked");
        }
        return own.build();
    }
}
