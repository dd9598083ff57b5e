package dev.culvert.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A condition on Upgrade or Connection that minds capitals. Clients write them as they like. */
final class CaseOfUpgrade implements Check {
    private static final String NAME = "case-of-upgrade";

    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.conditionsIn(survey).filter(line -> !line.isCaseless() && !AnchoredConnection.isMistaken(line))
                .flatMap(line -> finding(line).stream());
    }

    private static Optional<Finding> finding(RuleLine line) {
        String lower = line.second().toLowerCase(Locale.ROOT);
        if (line.asksForUpgradeHeader() && lower.contains("websocket")) {
            return Optional.of(finding(line, "websocket", "WebSocket"));
        } else if (line.asksForConnectionHeader() && lower.contains("upgrade")) {
            return Optional.of(finding(line, "Upgrade", "upgrade"));
        }
        return Optional.empty();
    }

    private static Finding finding(RuleLine line, String browsers, String others) {
        String better = line.withFlag("NC").print();
        return line.second().contains(browsers)
                ? Finding.doubt(line.at(), NAME, "Browsers say '" + browsers + "', but some clients say '" + others
                        + "', and without [NC] capitals count.", better)
                : Finding.mistake(line.at(), NAME, "Browsers say '" + browsers + "', and this does not match it:"
                        + " without [NC] capitals count.", better);
    }
}
