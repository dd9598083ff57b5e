package dev.culvert.route;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendUrl;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.syntax.Position;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One rule: what it matches and where that goes.
 *
 * @param from inside a {@code <Location>}, what that covers
 * @param url absolute, as it was written; nothing for {@code !}, which stops the search
 * @param written the backend's parameters as {@code key=value}
 * @param place where the line stands
 */
public record ProxyPass(
        From from,
        Optional<String> url,
        Set<Flag> flags,
        Form form,
        Settings parameters,
        List<String> written,
        Place place,
        Position at) {
    public ProxyPass {
        flags = Set.copyOf(flags);
        written = List.copyOf(written);
    }

    /** What a rule matches. */
    public sealed interface From {
        /** Runs of slashes count as one; ends at the end of a segment. */
        record Prefix(String path) implements From {}

        /** Searched anywhere in the path. */
        record Pattern(Regex regex) implements From {}
    }

    /** Words behind the URL that are no parameters. */
    public enum Flag {
        /** What follows the prefix is sent as the client wrote it. */
        NO_CANON,
        /** {@code ${NAME}} is a variable of the request. */
        INTERPOLATE,
        /** httpd: read, and without effect for these protocols. */
        NO_QUERY
    }

    /** Which form of the path a rule looks at. */
    public enum Form {
        DECODED,
        /** {@code mapping=encoded}: and it is sent so. */
        ENCODED,
        /** {@code mapping=servlet}: encoded, with the parameters of segments overlooked. */
        SERVLET
    }

    public boolean isExclusion() {
        return url.isEmpty();
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    boolean isWebSocket() {
        return url.map(text -> text.substring(text.indexOf('|') + 1).toLowerCase(Locale.ROOT))
                .filter(text -> text.startsWith("ws:") || text.startsWith("wss:")).isPresent();
    }

    /** The backend that this rule defines, unless it is an exclusion. */
    public Optional<BackendDirective.Definition> definition() {
        Backend.Kind kind = switch (from) {
            case From.Prefix _ -> Backend.Kind.LITERAL;
            case From.Pattern _ -> Backend.Kind.PATTERN;
        };
        return url.flatMap(BackendUrl::parse)
                .map(target -> new BackendDirective.Definition(target, kind, parameters, written, at));
    }

    /** Reads a {@code ProxyPass} line. */
    static ProxyPass prefix(Args args) {
        return new ProxyPassReader(args).readPrefix();
    }

    /** Reads a {@code ProxyPassMatch} line. */
    static ProxyPass pattern(Args args) {
        return new ProxyPassReader(args).readPattern();
    }
}
