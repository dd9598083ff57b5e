package dev.culvert.files;

import dev.culvert.directive.Args;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code Options} says, as far as it matters here: whether symbolic links are followed.
 *
 * @param fixed what was written without signs, which stands in the place of all that holds outside
 */
record Links(Optional<Boolean> fixed, Optional<Boolean> changed) {
    static final Links UNSAID = new Links(Optional.empty(), Optional.empty());
    private static final Set<String> OTHERS =
            Set.of("execcgi", "includes", "includesnoexec", "indexes", "multiviews", "symlinksifownermatch");

    /** httpd: symbolic links are followed unless somebody says what else is. */
    boolean followed() {
        return changed.or(() -> fixed).orElse(true);
    }

    Links with(Links inner) {
        return inner.fixed.isPresent() ? inner : new Links(fixed, inner.changed.or(() -> changed));
    }

    static Links read(Args args, Links soFar) {
        Set<String> plain = new HashSet<>();
        Optional<Boolean> changed = Optional.empty();
        List<String> words = args.all();
        for (String word : words) {
            boolean sign = word.startsWith("+") || word.startsWith("-");
            String name = (sign ? word.substring(1) : word).toLowerCase(Locale.ROOT);
            check(args, word, name);
            if (!sign) {
                plain.add(name);
            } else if (name.equals("followsymlinks") || name.equals("all")) {
                changed = Optional.of(word.startsWith("+"));
            }
        }
        if (!plain.isEmpty() && words.stream().anyMatch(word -> word.startsWith("+") || word.startsWith("-"))) {
            throw args.error("Options: expected either all words with a + or -, or none, but was '" + String.join(" ", words) + "'");
        }
        if (plain.isEmpty()) {
            return soFar.with(new Links(Optional.empty(), changed));
        }
        return new Links(Optional.of(plain.contains("followsymlinks") || plain.contains("all")), changed);
    }

    private static void check(Args args, String word, String name) {
        if (!OTHERS.contains(name) && !Set.of("all", "none", "followsymlinks").contains(name)) {
            throw args.error("Options: expected All, None, FollowSymLinks, SymLinksIfOwnerMatch, Indexes, Includes, IncludesNOEXEC,"
                    + " ExecCGI or MultiViews, but was '" + word + "'");
        } else if (OTHERS.contains(name) && !word.startsWith("-")) {
            args.note("Options: " + name + " is accepted without effect: directories are not listed, and nothing is run");
        }
    }
}
