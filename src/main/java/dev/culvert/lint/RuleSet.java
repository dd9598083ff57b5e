package dev.culvert.lint;

import dev.culvert.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lines of mod_rewrite in one place, in their order. They are read as they were written, since a mistaken one may mean
 * something else by now.
 */
record RuleSet(Server server, Kind kind, List<Node.Statement> lines) {
    /** What a rule's pattern is held against. */
    enum Kind {
        /** The path, which begins with a slash. */
        SERVER,
        /** Whatever the path was mapped to. */
        SECTION
    }

    static RuleSet ofServer(Server server) {
        return new RuleSet(server, Kind.SERVER, rewriting(server.body()));
    }

    static RuleSet ofSection(Server server, List<Node> body) {
        return new RuleSet(server, Kind.SECTION, rewriting(body));
    }

    private static List<Node.Statement> rewriting(List<Node> body) {
        return Lines.statements(body)
                .filter(line -> line.name().text().toLowerCase(Locale.ROOT).startsWith("rewrite")).toList();
    }

    static Stream<RuleSet> in(Survey survey) {
        return survey.servers().stream().flatMap(server -> server.ruleSets().stream());
    }

    static Stream<Rule> rulesIn(Survey survey) {
        return in(survey).flatMap(set -> set.rules().stream());
    }

    static Stream<RuleLine> conditionsIn(Survey survey) {
        return in(survey).flatMap(set -> set.lines.stream()).filter(line -> is(line, "RewriteCond")).map(RuleLine::new);
    }

    /** A rule and where it stands. */
    record Rule(RuleSet set, RuleLine line) {}

    List<Rule> rules() {
        return lines.stream().filter(line -> is(line, "RewriteRule")).map(line -> new Rule(this, new RuleLine(line))).toList();
    }

    /** Conditions that no rule follows. */
    List<RuleLine> lonelyConditions() {
        List<RuleLine> waiting = new ArrayList<>();
        for (Node.Statement line : lines) {
            if (is(line, "RewriteCond")) {
                waiting.add(new RuleLine(line));
            } else if (is(line, "RewriteRule")) {
                waiting.clear();
            }
        }
        return waiting;
    }

    /** What the last {@code RewriteEngine} that holds here says. */
    Optional<String> engine() {
        return lines.stream().filter(line -> is(line, "RewriteEngine")).reduce((_, last) -> last)
                .or(() -> server.line("RewriteEngine")).map(line -> Lines.word(line, 0));
    }

    private static boolean is(Node.Statement line, String name) {
        return line.name().text().equalsIgnoreCase(name);
    }
}
