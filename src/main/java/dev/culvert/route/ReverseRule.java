package dev.culvert.route;

import dev.culvert.balance.BackendUrl;
import dev.culvert.directive.Args;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One line that turns what a backend says about itself into what a client can use: {@code ProxyPassReverse} and its
 * siblings for cookies.
 *
 * @param inner what the backend says
 * @param outer what the client gets instead
 */
public record ReverseRule(String inner, String outer, Names names) {
    /** Whether a rule has names of variables in it. */
    public enum Names {
        LITERAL,
        INTERPOLATED
    }

    ReverseRule interpolated(Map<String, String> env) {
        return switch (names) {
            case LITERAL -> this;
            case INTERPOLATED -> new ReverseRule(
                    Mapping.interpolate(inner, env), Mapping.interpolate(outer, env), Names.LITERAL);
        };
    }

    /** The same rule for each member, if it is about a balancer: what a member says of itself is meant. */
    Stream<ReverseRule> withMembers(Function<BackendUrl, List<String>> members) {
        if (!inner.regionMatches(true, 0, "balancer:", 0, 9)) {
            return Stream.of(this);
        }
        return BackendUrl.parse(inner).stream().flatMap(url -> members.apply(url).stream().map(member -> of(member, url.path())));
    }

    private ReverseRule of(String member, String path) {
        String base = member.endsWith("/") ? member.substring(0, member.length() - 1) : member;
        String below = path.equals("/") && !outer.endsWith("/") ? "" : path.isEmpty() && outer.endsWith("/") ? "/" : path;
        return new ReverseRule(base + below, outer, names);
    }

    /** {@code ProxyPassReverse [path] URL [interpolate]}. */
    static ReverseRule location(Args args) {
        String first = args.next("a URL");
        if (args.place().isSection()) {
            Names names = names(args, "expects a URL alone, since the section has the path already");
            return new ReverseRule(first, args.section().map(Word::text).orElse(""), names);
        }
        if (!args.hasNext()) {
            throw args.error(args.name() + " expects a path and then a URL, unless it stands in a <Location>");
        }
        String url = args.next("a URL");
        return new ReverseRule(url, first, names(args, "expects a path and a URL"));
    }

    /** {@code ProxyPassReverseCookiePath inner outer [interpolate]} and the same for domains. */
    static ReverseRule cookie(Args args) {
        String inner = args.next("what the backend says");
        String outer = args.next("what the client gets instead");
        return new ReverseRule(inner, outer, names(args, "expects two words"));
    }

    private static Names names(Args args, String expected) {
        Names names = Names.LITERAL;
        while (args.hasNext()) {
            String word = args.next("interpolate");
            if (word.equalsIgnoreCase("interpolate")) {
                names = Names.INTERPOLATED;
            } else if (word.indexOf('=') > 0 || word.equalsIgnoreCase("nocanon")) {
                // httpd: whatever stands there is accepted; many have copied it from the ProxyPass above.
                args.warn(args.name() + ": '" + word + "' has no effect; it belongs to ProxyPass");
            } else {
                throw args.error(args.name() + " " + expected + ", and perhaps 'interpolate', but was given '" + word + "'");
            }
        }
        return names;
    }
}
