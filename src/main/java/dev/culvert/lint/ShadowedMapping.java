package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A mapping behind one that catches all its paths: the first that matches wins. */
final class ShadowedMapping implements Check {
    private static final String NAME = "shadowed-mapping";

    /** A mapping with what it matches. */
    private record Reaching(ProxyPass rule, Reach reach) {
        boolean isPlain() {
            return rule.form() != ProxyPass.Form.SERVLET && !rule.flags().contains(ProxyPass.Flag.INTERPOLATE);
        }
    }

    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(ShadowedMapping::find);
    }

    private static Stream<Finding> find(Server server) {
        List<Reaching> all = new ArrayList<>(
                server.mappings().stream().map(rule -> new Reaching(rule, Reach.of(rule))).toList());
        int inherited = all.size() - server.ownMappings().size();
        return IntStream.range(inherited, all.size()).boxed()
                .flatMap(i -> shadow(server, all.subList(0, i), all.get(i))
                        .map(first -> finding(all.indexOf(first) < inherited, first, all.get(i))).stream());
    }

    private static Optional<Reaching> shadow(Server server, List<Reaching> before, Reaching later) {
        return before.stream().filter(first -> hides(server, first, later)).findFirst();
    }

    private static boolean hides(Server server, Reaching first, Reaching later) {
        return first.reach.covers(later.reach) && first.isPlain() && later.isPlain()
                && first.rule.form() == later.rule.form() && !stepsAside(server, first.rule, later.rule);
    }

    /** Without the fallback to plain HTTP, a ws:// mapping leaves requests without an upgrade to the next. */
    static boolean stepsAside(Server server, ProxyPass first, ProxyPass later) {
        return server.hasLegacyWebSockets() && Twins.isWebSocket(first.url().orElse(""))
                && !Twins.isWebSocket(later.url().orElse(""));
    }

    private static Finding finding(boolean inherited, Reaching first, Reaching later) {
        String where = Lines.seen(later.rule.at(), first.rule.at());
        String shadowed = "'" + MappingLine.path(first.rule) + "' on " + where + " catches every path of this line first";
        return switch (Twins.compare(first.rule, later.rule)) {
            case SAME -> new Finding(later.rule.at(), Weight.DOUBT, NAME,
                    shadowed + " and sends it to the same place: this line is never used and can be left out.", Optional.empty());
            case WEB_SOCKET_FIRST -> new Finding(later.rule.at(), Weight.DOUBT, NAME,
                    shadowed + ". Nothing is lost, since a ws:// mapping carries plain HTTP to the same place:"
                            + " this line can be left out.", Optional.empty());
            case HTTP_FIRST -> Finding.mistake(later.rule.at(), NAME,
                    shadowed + ": this line is never used, and WebSockets do not get through. One line can carry both.",
                    "on " + where + ": " + MappingLine.of(first.rule).with("upgrade", "websocket").print());
            case DIFFERENT -> different(inherited, first, later, shadowed);
        };
    }

    private static Finding different(boolean inherited, Reaching first, Reaching later, String shadowed) {
        String why = shadowed + ", and the first that matches wins: " + lost(later.rule);
        String where = Lines.seen(later.rule.at(), first.rule.at());
        if (later.reach.covers(first.reach)) {
            return new Finding(later.rule.at(), Weight.MISTAKE, NAME, why + " Only one of the two can be right.", Optional.empty());
        } else if (inherited) {
            return Finding.mistake(later.rule.at(), NAME,
                    why + " The mappings of the main server come before those of a <VirtualHost>.",
                    "move " + where + " into the <VirtualHost>, below this line");
        }
        return Finding.mistake(later.rule.at(), NAME, why, "above " + where + ": " + MappingLine.of(later.rule).print());
    }

    private static String lost(ProxyPass rule) {
        if (rule.isExclusion()) {
            return "this exclusion comes too late.";
        }
        return Twins.isWebSocket(rule.url().orElse("")) ? "no WebSocket ever comes this way." : "this line is never used.";
    }
}
