package dev.culvert.syntax;

import java.util.ArrayList;
import java.util.List;

/** What is wrong or worth knowing, in reading order. After too many of them nobody reads on. */
final class Findings {
    static final int LIMIT = 1000;
    static final int LONGEST_MESSAGE = 1000;

    private final List<Diagnostic> all = new ArrayList<>();
    private boolean ended;

    void add(Diagnostic finding) {
        if (!isFull()) {
            all.add(shortened(finding));
        } else if (finding.isError() && !ended) {
            all.add(Diagnostic.structure(finding.at(), "More than " + LIMIT + " problems were found; reading ends here"));
            ended = true;
        }
    }

    void structure(Position at, String message) {
        add(Diagnostic.structure(at, message));
    }

    void warn(Position at, String message) {
        add(Diagnostic.warning(at, message));
    }

    void fault(Position at, Fault fault) {
        structure(at, fault.text());
        ended |= fault.weight() == Fault.Weight.FINAL;
    }

    /** Whether another warning would be dropped. */
    boolean isFull() {
        return all.size() >= LIMIT;
    }

    boolean ended() {
        return ended;
    }

    List<Diagnostic> all() {
        return List.copyOf(all);
    }

    /** A message may quote a huge word; what is said before and behind the word is kept. */
    private static Diagnostic shortened(Diagnostic finding) {
        String message = finding.message();
        int half = LONGEST_MESSAGE / 2;
        return message.length() <= LONGEST_MESSAGE
                ? finding
                : new Diagnostic(finding.kind(), finding.at(),
                        message.substring(0, half) + "…" + message.substring(message.length() - half));
    }
}
