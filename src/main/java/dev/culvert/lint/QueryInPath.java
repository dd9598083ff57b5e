package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import dev.culvert.syntax.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query in what is held against the path. The query is no part of the path, so that never matches. */
final class QueryInPath implements Check {
    private static final String NAME = "query-in-path";
    /** A question mark that stands for itself, or is followed by {@code name=}. The group {@code (?<name>} is neither. */
    private static final Pattern IN_PATTERN = Pattern.compile("\\\\\\?|\\[\\?]|(?<!\\()\\?(?=[A-Za-z_][\\w.-]*=)");

    @Override
    public Stream<Finding> find(Survey survey) {
        return Stream.concat(
                survey.servers().stream().flatMap(Server::everyOwnMapping).flatMap(rule -> inMapping(rule).stream()),
                RuleSet.rulesIn(survey).flatMap(rule -> inRule(rule.line()).stream()));
    }

    private static Optional<Finding> inMapping(ProxyPass rule) {
        String path = MappingLine.path(rule);
        Optional<String> better = !MappingLine.isPattern(rule) || isPlainSection(rule)
                ? ofPrefix(path).map(parts -> prefix(rule, parts))
                : ofPattern(path).map(parts -> pattern(rule, parts));
        return better.map(lines -> finding(rule.at(), MappingLine.of(rule).directive(), lines));
    }

    /** httpd: a question mark makes a pattern of a section's path, whether or not it was meant as one. */
    private static boolean isPlainSection(ProxyPass rule) {
        String path = MappingLine.path(rule);
        return rule.place().isSection() && path.startsWith("/") && !path.contains("\\") && IN_PATTERN.matcher(path).find();
    }

    private static Optional<Finding> inRule(RuleLine rule) {
        return ofPattern(rule.first()).map(parts -> finding(rule.at(), rule.directive(),
                condition(parts) + rule.withFirst(parts.path().isEmpty() ? "^" : parts.path()).print()));
    }

    private static Finding finding(Position at, String directive, String better) {
        return Finding.mistake(at, NAME, directive + " looks at the path alone. The query, from the ? on, is no part of it, so"
                + " this line never matches. mod_rewrite can ask for it:", better);
    }

    private static String prefix(ProxyPass rule, Split parts) {
        String target = beforeQuery(rule);
        return "RewriteEngine On\n" + condition(parts)
                + proxied("^" + parts.path().replace(".", "\\.") + "(.*)", target + "$1");
    }

    private static String pattern(ProxyPass rule, Split parts) {
        boolean groupsOfQuery = parts.query().contains("(") && !parts.path().contains("(");
        String target = groupsOfQuery ? beforeQuery(rule).replace('$', '%') : beforeQuery(rule);
        return "RewriteEngine On\n" + condition(parts) + proxied(parts.path().isEmpty() ? "^" : parts.path(), target);
    }

    private static String beforeQuery(ProxyPass rule) {
        return rule.url().map(url -> url.replaceFirst("\\\\?\\?.*", "")).orElse("-");
    }

    private static String condition(Split parts) {
        return "RewriteCond %{QUERY_STRING} " + Lines.quoted(parts.query()) + "\n";
    }

    private static String proxied(String pattern, String target) {
        return "RewriteRule " + Lines.quoted(pattern) + " " + Lines.quoted(target) + (target.equals("-") ? "" : " [P]");
    }

    /** A path or pattern before and after its question mark. */
    private record Split(String path, String query) {}

    private static Optional<Split> ofPrefix(String path) {
        int mark = path.indexOf('?');
        return mark < 0 ? Optional.empty() : Optional.of(new Split(path.substring(0, mark), path.substring(mark + 1)));
    }

    private static Optional<Split> ofPattern(String pattern) {
        Matcher mark = IN_PATTERN.matcher(pattern);
        return mark.find()
                ? Optional.of(new Split(pattern.substring(0, mark.start()), pattern.substring(mark.end())))
                : Optional.empty();
    }
}
