package dev.culvert.edit;

import dev.culvert.http.Headers;
import java.util.Optional;

/**
 * An answer's headers in httpd's two tables.
 *
 * @param always what every answer carries; it stands first
 * @param onSuccess what this answer has of its own: all that came from a backend is here
 * @param type what the answer says its content is, whichever table says something else
 */
public record ResponseHeaders(Headers always, Headers onSuccess, Optional<String> type) {
    static final String TYPE = "Content-Type";
    static final String COOKIE = "Set-Cookie";

    /** Of an answer of which nothing is known yet. */
    public static final ResponseHeaders NONE = of(Headers.NONE, Headers.NONE);

    private static ResponseHeaders of(Headers always, Headers onSuccess) {
        return new ResponseHeaders(always, onSuccess, onSuccess.first(TYPE));
    }

    /**
     * Of an answer that a backend gave, whatever its status.
     *
     * @param early what {@link HeaderEdits#early} made
     */
    public static ResponseHeaders ofBackend(ResponseHeaders early, Headers backend) {
        // httpd: what was said early for good answers is lost when the backend's takes its place, but for cookies.
        Headers.Builder own = backend.toBuilder();
        early.onSuccess.all(COOKIE).forEach(cookie -> own.add(COOKIE, cookie));
        return of(early.always, own.build());
    }

    /** Of something this server itself has and gives, such as a file. */
    public static ResponseHeaders ofContent(ResponseHeaders early, Headers own) {
        return of(early.always, HeaderTable.joined(early.onSuccess, own));
    }

    /** Of an error or a redirect of this server's own. */
    public static ResponseHeaders ofError(ResponseHeaders early, Headers own) {
        // httpd: an error begins anew with what was said for always; that line of Header finds it no more.
        return of(Headers.NONE, HeaderTable.joined(early.always, own));
    }

    /** As the client gets them. */
    public Headers sent() {
        Headers all = HeaderTable.joined(always, onSuccess);
        return type.map(known -> HeaderTable.set(all, TYPE, known)).orElse(all);
    }

    ResponseHeaders withAlways(Headers other) {
        return new ResponseHeaders(other, onSuccess, type);
    }

    ResponseHeaders withOnSuccess(Headers other) {
        return new ResponseHeaders(always, other, type);
    }

    ResponseHeaders withType(Optional<String> other) {
        return new ResponseHeaders(always, onSuccess, other);
    }
}
