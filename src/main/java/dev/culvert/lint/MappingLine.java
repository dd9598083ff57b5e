package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mapping as it is written, to be written better.
 *
 * @param path empty inside of a section, which has it
 */
record MappingLine(String directive, String path, String target, List<String> options) {
    MappingLine {
        options = List.copyOf(options);
    }

    static MappingLine of(ProxyPass rule) {
        boolean inside = rule.place().isSection();
        String directive = isPattern(rule) && !inside ? "ProxyPassMatch" : "ProxyPass";
        return new MappingLine(directive, inside ? "" : path(rule), rule.url().orElse("!"), options(rule));
    }

    /** The prefix or pattern of a rule. */
    static String path(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix(String prefix) -> prefix;
            case ProxyPass.From.Pattern(var regex) -> regex.source();
        };
    }

    static boolean isPattern(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix _ -> false;
            case ProxyPass.From.Pattern _ -> true;
        };
    }

    private static List<String> options(ProxyPass rule) {
        List<String> options = new ArrayList<>();
        rule.flags().stream().sorted().map(flag -> flag.name().toLowerCase(Locale.ROOT).replace("_", "")).forEach(options::add);
        switch (rule.form()) {
            case ENCODED -> options.add("mapping=encoded");
            case SERVLET -> options.add("mapping=servlet");
            case DECODED -> { }
        }
        options.addAll(rule.written());
        return options;
    }

    MappingLine withTarget(String url) {
        return new MappingLine(directive, path, url, options);
    }

    /** With a parameter in the place of the one of that name, or behind the others. */
    MappingLine with(String key, String value) {
        List<String> changed = new ArrayList<>(options);
        changed.removeIf(option -> option.toLowerCase(Locale.ROOT).startsWith(key + "="));
        changed.add(key + "=" + value);
        return new MappingLine(directive, path, target, changed);
    }

    /** With parameters as they were written on another line. */
    MappingLine with(List<String> words) {
        MappingLine changed = this;
        for (String word : words) {
            int equals = word.indexOf('=');
            changed = changed.with(word.substring(0, equals).toLowerCase(Locale.ROOT), word.substring(equals + 1));
        }
        return changed;
    }

    /** As it would be written. */
    String print() {
        List<String> words = new ArrayList<>(List.of(directive));
        if (!path.isEmpty()) {
            words.add(path);
        }
        words.add(target);
        words.addAll(options);
        return String.join(" ", words.stream().map(Lines::quoted).toList());
    }
}
