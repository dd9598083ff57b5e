package dev.culvert.edit;

import dev.culvert.expr.Regex;
import java.util.Optional;

/**
 * A Redirect with a path or a pattern.
 *
 * @param status what the client gets
 * @param phase the server's are looked at earlier than those of sections
 */
record RedirectRule(int status, Match match, Phase phase) {
    /** What a rule covers, and where to. */
    sealed interface Match {
        /** Where a path leads; empty if it leads nowhere but away. Nothing if the rule is not about it. */
        Optional<String> target(String path);
    }

    record Prefix(String prefix, String url) implements Match {
        @Override
        public Optional<String> target(String path) {
            int length = PathPrefix.length(path, prefix);
            return length < 0 ? Optional.empty() : Optional.of(url + Location.escaped(path.substring(length)));
        }
    }

    record Pattern(Regex regex, String url) implements Match {
        @Override
        public Optional<String> target(String path) {
            return regex.find(path).map(found -> Location.rewritten(found.expand(url)));
        }
    }
}
