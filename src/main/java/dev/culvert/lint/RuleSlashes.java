package dev.culvert.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same for rewrite rules: the path begins with a slash, and a pattern takes it along or leaves it. */
final class RuleSlashes implements Check {
    private static final Pattern PATH_BEHIND_SLASH = Pattern.compile("(?i)([a-z]+://[^/]+)(/.*)?/%\\{REQUEST_URI}.*");
    /** The first group begins with the path's slash. */
    private static final Pattern WITH_SLASH = Pattern.compile("\\^?\\((\\.[*+]|/\\.?[*+]?.*)\\)\\$?");
    /** The first group begins behind it. */
    private static final Pattern WITHOUT_SLASH = Pattern.compile("\\^?/\\??\\(\\.[*+]\\)\\$?");
    private static final Pattern GROUP_BEHIND_SLASH = Pattern.compile("(?i)[a-z]+://[^/]+(/.*)?/\\$1.*");
    private static final Pattern GROUP_BEHIND_HOST = Pattern.compile("(?i)([a-z]+://[^/$]+)\\$1.*");

    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.rulesIn(survey).filter(rule -> rule.line().isProxying()).flatMap(rule -> finding(rule).stream());
    }

    private static Optional<Finding> finding(RuleSet.Rule rule) {
        RuleLine line = rule.line();
        if (PATH_BEHIND_SLASH.matcher(line.second()).matches()) {
            return Optional.of(doubled(line, "%{REQUEST_URI}", line.withSecond(
                    line.second().replaceFirst("(?i)/%\\{REQUEST_URI}", "%{REQUEST_URI}"))));
        }
        return switch (rule.set().kind()) {
            case SERVER -> ofServer(line);
            case SECTION -> Optional.empty();
        };
    }

    private static Optional<Finding> ofServer(RuleLine line) {
        if (WITH_SLASH.matcher(line.first()).matches() && GROUP_BEHIND_SLASH.matcher(line.second()).matches()) {
            return Optional.of(doubled(line, "$1", line.withSecond(line.second().replaceFirst("/\\$1", "\\$1"))));
        } else if (WITHOUT_SLASH.matcher(line.first()).matches() && GROUP_BEHIND_HOST.matcher(line.second()).matches()) {
            return Optional.of(Finding.mistake(line.at(), "host-takes-path", "$1 has no slash at its beginning, so it becomes part"
                    + " of the host in '" + line.second() + "', and no such host is found.",
                    line.withSecond(line.second().replaceFirst("\\$1", "/\\$1")).print()));
        }
        return Optional.empty();
    }

    private static Finding doubled(RuleLine line, String what, RuleLine better) {
        return Finding.doubt(line.at(), "doubled-slash", what + " begins with a slash, so the backend is asked for a path with"
                + " two, such as //x.", better.print());
    }
}
