package dev.culvert.expr;

import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What conditions, rules and formats can ask about: one request, as far as it has come. */
public interface Subject {
    /** As it stands now, header edits included. */
    Request request();

    /** The answer, once there is one. */
    Optional<Response> response();

    /** What a health check has read of the answer's body, one byte per char. Nothing else reads one. */
    default String body() {
        return "";
    }

    /** Empty where it is not set, or not known yet. */
    String value(Variable variable);

    /** {@code %{SSL:…}} and {@code %{…}s}: mod_ssl's variables, empty on a plain connection but for those of every request. */
    Optional<String> ssl(String name);

    /** The request's variables. */
    Environment environment();

    /** mod_headers' notes and those of others, which no backend sees. */
    Environment notes();

    /** The variables that the process was started with. */
    Map<String, String> systemEnvironment();

    /** Files, names and passwords. */
    Answers answers();

    RandomGenerator random();

    /**
     * What would be known of a request for another path of this server, decided whole: {@code %{LA-U:…}}, {@code -U}.
     * Nothing once too many stand inside each other.
     *
     * @param uri a path, possibly with a query
     */
    Optional<Subject> lookAhead(String uri);
}
