package dev.culvert.lint;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A condition that wants Connection to be "Upgrade" and nothing else. */
final class AnchoredConnection implements Check {
    private static final Pattern WHOLE = Pattern.compile("(?i)!?(\\^\\(?upgrade\\b.*|=upgrade)");

    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.conditionsIn(survey).filter(AnchoredConnection::isMistaken).map(AnchoredConnection::finding);
    }

    static boolean isMistaken(RuleLine line) {
        return line.asksForConnectionHeader() && WHOLE.matcher(line.second()).matches();
    }

    private static Finding finding(RuleLine line) {
        String pattern = line.second().startsWith("!") ? "!upgrade" : "upgrade";
        RuleLine better = line.withSecond(pattern).withoutFlags("NC", "nocase").withFlag("NC");
        return Finding.mistake(line.at(), "anchored-connection", "Connection is a list, and Firefox sends 'keep-alive, Upgrade':"
                + " '" + line.second() + "' wants the whole of it to be Upgrade.", better.print());
    }
}
