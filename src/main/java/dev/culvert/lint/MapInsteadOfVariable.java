package dev.culvert.lint;

import dev.culvert.expr.Variable;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ${HTTP:Upgrade}} looks into a map of the name HTTP; the request's header is {@code %{HTTP:Upgrade}}. */
final class MapInsteadOfVariable implements Check {
    private static final Pattern DOLLAR = Pattern.compile("\\$\\{([A-Za-z_-]+)(:[^}]*)?}");
    private static final Set<String> LOOK_UPS = Set.of("HTTP", "ENV", "SSL", "LA-U", "LA-F");

    @Override
    public Stream<Finding> find(Survey survey) {
        return Stream.concat(RuleSet.conditionsIn(survey), RuleSet.rulesIn(survey).map(RuleSet.Rule::line))
                .flatMap(line -> finding(survey, line).stream());
    }

    private static Optional<Finding> finding(Survey survey, RuleLine line) {
        return Stream.concat(mistaken(line.first()), mistaken(line.second())).findFirst()
                .filter(found -> !isMap(survey, found.group(1)))
                .map(found -> Finding.mistake(line.at(), "map-instead-of-variable", why(found),
                        line.withFirst(corrected(line.first())).withSecond(corrected(line.second())).print()));
    }

    private static Stream<MatchResult> mistaken(String word) {
        return DOLLAR.matcher(word).results().filter(MapInsteadOfVariable::isVariable);
    }

    private static boolean isVariable(MatchResult found) {
        return Optional.ofNullable(found.group(2)).isPresent()
                ? LOOK_UPS.contains(found.group(1))
                : Variable.named(found.group(1)).filter(Variable::isKnownToRules).isPresent();
    }

    private static boolean isMap(Survey survey, String name) {
        return survey.everything().anyMatch(node -> node.name().text().equalsIgnoreCase("RewriteMap")
                && Lines.word(node, 0).equals(name));
    }

    private static String why(MatchResult found) {
        String name = found.group().substring(2, found.group().length() - 1);
        return "With a dollar sign " + found.group() + " is no variable of the request" + (found.group().contains(":")
                ? " but a look-up in a RewriteMap, of which there is none: it is always empty." : ": it stays as it is written.")
                + " %{" + name + "} is the variable.";
    }

    private static String corrected(String word) {
        return DOLLAR.matcher(word).replaceAll(found ->
                Matcher.quoteReplacement((isVariable(found) ? "%" : "$") + found.group().substring(1)));
    }
}
