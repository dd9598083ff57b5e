package dev.culvert.proxy;

import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.route.Identity;
import dev.culvert.world.Journal;
import java.util.Optional;

/** The pages of a virtual host about the server itself. What they show is nothing that an exchange would know of. */
@FunctionalInterface
public interface Operations {
    /** How much of a form is read: a page's own limit may be lower, and one byte more tells that there was more. */
    int FORM_BYTES = 16 * 1024 + 1;

    /** Where nobody has made any. */
    Operations NONE = (_, _) -> new Answer(404, Headers.NONE, "text/plain; charset=utf-8", "There is nothing to be seen here.\n");

    /**
     * @param handler who is asked, such as {@code balancer-manager}
     * @param target as it stood in the request line
     * @param request as rules and header edits have left it
     * @param form the first bytes of what was posted; empty if nothing was
     * @param identity what the client calls this server
     * @param settings of the host and the sections that this request is in
     * @param user who it is, if a password was checked
     */
    record Asked(
            String handler, String target, Request request, String form, Identity identity, Peer client, Settings settings,
            Optional<String> user) {}

    /**
     * @param headers beside {@code Content-Type} and {@code Content-Length}
     * @param type with its charset
     */
    record Answer(int status, Headers headers, String type, String page) {}

    /** Called off the event loops, by many threads at once. */
    Answer answer(Asked asked, Journal journal);
}
