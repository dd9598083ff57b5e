package dev.culvert.lint;

import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code RewriteCond} or {@code RewriteRule}: two words and perhaps flags in brackets. */
record RuleLine(String directive, String first, String second, List<String> flags, Position at) {
    private static final Pattern WEB_SOCKET = Pattern.compile("(?i)wss?://.*");
    private static final Pattern UPGRADE = Pattern.compile("(?i)%\\{HTTP:Upgrade}");
    private static final Pattern CONNECTION = Pattern.compile("(?i)%\\{HTTP:Connection}");

    RuleLine {
        flags = List.copyOf(flags);
    }

    RuleLine(Node.Statement line) {
        this(line.name().text(), Lines.word(line, 0), Lines.word(line, 1), flags(Lines.word(line, 2)), line.at());
    }

    private static List<String> flags(String brackets) {
        String inside = brackets.replaceFirst("^\\[", "").replaceFirst("]$", "");
        return Stream.of(inside.split(",", -1)).map(String::strip).filter(flag -> !flag.isEmpty()).toList();
    }

    boolean has(String shortName, String longName) {
        return flags.stream().map(flag -> flag.toLowerCase(Locale.ROOT).replaceFirst("=.*", ""))
                .anyMatch(flag -> flag.equalsIgnoreCase(shortName) || flag.equalsIgnoreCase(longName));
    }

    boolean isCaseless() {
        return has("NC", "nocase") || second.contains("(?i)");
    }

    boolean isProxying() {
        return has("P", "proxy");
    }

    boolean goesToWebSocket() {
        return WEB_SOCKET.matcher(second).matches();
    }

    boolean asksForUpgradeHeader() {
        return UPGRADE.matcher(first).matches();
    }

    boolean asksForConnectionHeader() {
        return CONNECTION.matcher(first).matches();
    }

    RuleLine withFirst(String word) {
        return new RuleLine(directive, word, second, flags, at);
    }

    RuleLine withSecond(String word) {
        return new RuleLine(directive, first, word, flags, at);
    }

    /** With a flag before the others. */
    RuleLine withFlag(String flag) {
        List<String> more = new ArrayList<>(List.of(flag));
        more.addAll(flags);
        return new RuleLine(directive, first, second, more, at);
    }

    RuleLine withoutFlags(String shortName, String longName) {
        return new RuleLine(directive, first, second, flags.stream()
                .filter(flag -> !flag.replaceFirst("=.*", "").equalsIgnoreCase(shortName)
                        && !flag.replaceFirst("=.*", "").equalsIgnoreCase(longName)).toList(), at);
    }

    /** As it would be written. */
    String print() {
        String brackets = flags.stream().collect(Collectors.joining(",", " [", "]"));
        return directive + " " + Lines.quoted(first) + " " + Lines.quoted(second) + (flags.isEmpty() ? "" : brackets);
    }
}
