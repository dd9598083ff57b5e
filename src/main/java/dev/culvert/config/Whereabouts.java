package dev.culvert.config;

import dev.culvert.expr.Subject;
import java.util.Optional;

/**
 * Where a request stands when it is asked which sections cover it.
 *
 * @param path decoded, before any rewriting
 * @param url where it is proxied to, if anywhere
 * @param file the file it was mapped to, if any; a directory ends with a slash
 * @param subject what conditions look at; without it no {@code <If>} holds
 */
public record Whereabouts(String path, Optional<String> url, Optional<String> file, Optional<Subject> subject) {
    public static Whereabouts at(String path) {
        return new Whereabouts(path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Whereabouts proxiedTo(String target) {
        return new Whereabouts(path, Optional.of(target), Optional.empty(), subject);
    }

    public Whereabouts mappedTo(String found) {
        return new Whereabouts(path, Optional.empty(), Optional.of(found), subject);
    }

    /** With the conditions of {@code <If>} sections decided too. */
    public Whereabouts as(Subject asked) {
        return new Whereabouts(path, url, file, Optional.of(asked));
    }
}
