package dev.culvert.config;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an error status shows instead of the page that Culvert makes. */
public sealed interface ErrorDocument {
    /** The body itself, as HTML. */
    record Words(Text body) implements ErrorDocument {}

    /** A path of this server, asked for inside, which may itself be proxied. */
    record Local(Text path) implements ErrorDocument {}

    /** Where the client is sent instead, with 302. */
    record Remote(Text url) implements ErrorDocument {}

    /** The page that Culvert makes, whatever holds outside. */
    record BuiltIn() implements ErrorDocument {}

    /** Statuses that may have a document. */
    Set<Integer> STATUSES = Stream.of(
                    IntStream.rangeClosed(100, 103), IntStream.rangeClosed(200, 208), IntStream.of(226), IntStream.rangeClosed(300, 308),
                    IntStream.rangeClosed(400, 418), IntStream.of(421, 422, 423, 424, 425, 426, 428, 429, 431, 451),
                    IntStream.rangeClosed(500, 508), IntStream.of(510, 511))
            .flatMap(IntStream::boxed).collect(Collectors.toUnmodifiableSet());

    static Map<Integer, ErrorDocument> read(Args args, Map<Integer, ErrorDocument> soFar) {
        int status = status(args);
        String document = args.next("a text, a path or a URL");
        args.end();
        try {
            return and(soFar, Map.of(status, of(document)));
        } catch (BadExpression bad) {
            throw args.error("ErrorDocument: " + bad.getMessage());
        }
    }

    static Map<Integer, ErrorDocument> and(Map<Integer, ErrorDocument> outer, Map<Integer, ErrorDocument> inner) {
        Map<Integer, ErrorDocument> all = new HashMap<>(outer);
        all.putAll(inner);
        return Map.copyOf(all);
    }

    private static int status(Args args) {
        String text = args.next("a status, such as 503");
        if (text.matches("[0-9]{3}") && STATUSES.contains(Integer.valueOf(text))) {
            return Integer.parseInt(text);
        }
        throw args.error("ErrorDocument: expected the status of an error, such as 503, but was '" + text + "'");
    }

    private static ErrorDocument of(String document) throws BadExpression {
        if (document.equalsIgnoreCase("default")) {
            return new BuiltIn();
        }
        if (document.startsWith("/")) {
            return new Local(Text.parse(document));
        }
        // httpd: a text that was quoted the old way begins with a single quotation mark, which is not shown.
        return document.matches("(?i)[a-z][a-z0-9+.-]*://.*")
                ? new Remote(Text.parse(document))
                : new Words(Text.parse(document.startsWith("\"") ? document.substring(1) : document));
    }
}
