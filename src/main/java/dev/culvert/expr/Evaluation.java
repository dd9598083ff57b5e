package dev.culvert.expr;

import java.util.Optional;

/** One look at one subject: what can be asked of it, and what the last pattern found. */
final class Evaluation {
    private final Subject subject;
    private Optional<Regex.Match> match = Optional.empty();

    Evaluation(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    Optional<Regex.Match> match() {
        return match;
    }

    /** httpd: only a pattern with groups leaves anything behind, and one that was not found takes it away again. */
    boolean find(Regex regex, String text) {
        Optional<Regex.Match> found = regex.find(text);
        if (regex.groups() > 0) {
            match = found;
        }
        return found.isPresent();
    }

    String group(int number) {
        return match.map(found -> found.group(number)).orElse("");
    }
}
