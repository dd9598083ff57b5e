package dev.culvert.config;

import dev.culvert.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what there is to say, in the order in which it came up. */
final class Remarks {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    /** A note is about a kind of line: what is said of one is said of all, once. */
    void add(Diagnostic diagnostic) {
        if (diagnostic.kind() != Diagnostic.Kind.NOTE || said.add(diagnostic.message())) {
            diagnostics.add(diagnostic);
        }
    }

    /** Says it only the first time that this subject comes up, whatever its case. */
    void once(String subject, Diagnostic diagnostic) {
        if (said.add(subject.toLowerCase(Locale.ROOT))) {
            add(diagnostic);
        }
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }
}
