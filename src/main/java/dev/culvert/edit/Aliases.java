package dev.culvert.edit;

import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.http.Octets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Where in the file system a path leads by way of Alias. */
public final class Aliases {
    private Aliases() {}

    /**
     * The file that a path means, absolute and without dot segments, with a slash at its end if it was written so. Nothing
     * if no Alias is about the path, or if the system could not have a file of that name.
     *
     * @param settings what holds for the path, its locations included
     * @param path decoded, one byte per char
     * @throws dev.culvert.expr.Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if an expression asks for what is not known yet
     */
    public static Optional<String> alias(Settings settings, String path, Subject subject) {
        boolean preserved = settings.get(AliasDirectives.PRESERVE_PATH);
        return settings.get(AliasDirectives.ALIASES).stream()
                .flatMap(rule -> file(rule, path, subject, preserved ? Aliases::behind : (_, _) -> "")
                        .map(file -> resolved(rule.root(), file)).stream())
                .findFirst().flatMap(Function.identity());
    }

    /** What of a path is kept behind the file of its location. */
    @FunctionalInterface
    private interface Kept {
        String of(String path, Optional<String> location);
    }

    private static String behind(String path, Optional<String> location) {
        return location.map(prefix -> PathPrefix.length(path, prefix)).filter(length -> length >= 0)
                .map(path::substring).orElse("");
    }

    private static Optional<String> file(AliasRule rule, String path, Subject subject, Kept kept) {
        return switch (rule.match()) {
            case AliasRule.Prefix(String prefix, String file) -> Optional.of(PathPrefix.length(path, prefix))
                    .filter(length -> length >= 0).map(length -> file + Octets.text(path.substring(length)));
            case AliasRule.Pattern pattern -> pattern.regex().find(path)
                    .map(found -> Octets.text(found.expand(pattern.file())));
            case AliasRule.Whole whole -> Optional.of(Octets.text(whole.file().of(subject) + kept.of(path, whole.location())));
        };
    }

    private static Optional<String> resolved(Path root, String file) {
        try {
            String absolute = root.resolve(file).toAbsolutePath().normalize().toString();
            return Optional.of(file.endsWith("/") && !absolute.endsWith("/") ? absolute + "/" : absolute);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
