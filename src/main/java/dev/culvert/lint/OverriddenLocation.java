package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import dev.culvert.syntax.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Among sections the last one that matches wins, which is the opposite of what holds for mappings outside of them. */
final class OverriddenLocation implements Check {
    private static final String NAME = "overridden-location";

    @Override
    public Stream<Finding> find(Survey survey) {
        return Stream.concat(survey.servers().stream().flatMap(OverriddenLocation::bySections),
                survey.everything().flatMap(OverriddenLocation::withinSection));
    }

    private static Stream<Finding> bySections(Server server) {
        List<Server.MappingSection> all = server.mappingSections();
        return IntStream.range(0, all.size()).boxed().flatMap(i -> all.subList(i + 1, all.size()).stream()
                .filter(later -> hides(later, all.get(i))).findFirst()
                .map(later -> finding(later, all.get(i))).stream());
    }

    private static boolean hides(Server.MappingSection later, Server.MappingSection first) {
        return Reach.of(later.section().extent()).covers(Reach.of(first.section().extent()));
    }

    private static Finding finding(Server.MappingSection later, Server.MappingSection first) {
        String where = Lines.seen(first.at(), later.at());
        String why = later.title() + " on " + where + " covers every path of this section, and of sections the last that matches"
                + " wins: the " + MappingLine.of(first.rule()).directive() + " of this one is never used.";
        return switch (Twins.compare(later.rule(), first.rule())) {
            case SAME -> new Finding(first.rule().at(), Weight.DOUBT, NAME,
                    why + " Nothing is lost, since both go to the same place.", Optional.empty());
            case WEB_SOCKET_FIRST, HTTP_FIRST, DIFFERENT -> new Finding(first.rule().at(), Weight.MISTAKE, NAME, why,
                    better(later, first, where));
        };
    }

    private static Optional<String> better(Server.MappingSection later, Server.MappingSection first, String where) {
        boolean same = Reach.of(first.section().extent()).covers(Reach.of(later.section().extent()));
        return same ? Optional.empty() : Optional.of("move " + first.title() + " below the section of " + where);
    }

    private static Stream<Finding> withinSection(Node node) {
        return switch (node) {
            case Node.Block block when isLocation(block) -> repeated(block);
            case Node.Block _, Node.Statement _ -> Stream.empty();
        };
    }

    private static boolean isLocation(Node.Block block) {
        return block.name().text().toLowerCase(Locale.ROOT).startsWith("location");
    }

    private static Stream<Finding> repeated(Node.Block block) {
        List<Node.Statement> lines = Lines.statements(block.body()).filter(line ->
                line.name().text().toLowerCase(Locale.ROOT).startsWith("proxypass") && isMapping(line)).toList();
        return lines.isEmpty() ? Stream.empty() : lines.subList(0, lines.size() - 1).stream()
                .map(line -> new Finding(line.at(), Weight.MISTAKE, NAME, "A section has one mapping, the last: "
                        + Lines.seen(line.at(), lines.getLast().at()) + " takes the place of this line.", Optional.empty()));
    }

    private static boolean isMapping(Node.Statement line) {
        return line.name().text().equalsIgnoreCase("ProxyPass") || line.name().text().equalsIgnoreCase("ProxyPassMatch");
    }

    /** How a section is written that has one mapping. */
    static String section(ProxyPass rule) {
        MappingLine line = MappingLine.of(rule);
        String name = MappingLine.isPattern(rule) ? "LocationMatch" : "Location";
        return "<" + name + " " + Lines.quoted(line.path()) + ">\n    "
                + new MappingLine("ProxyPass", "", line.target(), line.options()).print() + "\n</" + name + ">";
    }
}
