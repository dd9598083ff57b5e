package dev.culvert.balance;

import dev.culvert.directive.Args;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What {@code status=} can say about a backend before anything has happened. */
public enum WorkerStatus {
    DISABLED('D'),
    STOPPED('S'),
    IGNORE_ERRORS('I'),
    HOT_STANDBY('H'),
    HOT_SPARE('R'),
    ERROR('E'),
    DRAIN('N'),
    HEALTH_CHECK_FAILED('C');

    /** httpd: letters for its own book-keeping; harmless, and without meaning here. */
    private static final String INTERNAL = "UGFO";

    private final char letter;

    WorkerStatus(char letter) {
        this.letter = letter;
    }

    private static Optional<WorkerStatus> of(char letter) {
        return Arrays.stream(values()).filter(status -> status.letter == Character.toUpperCase(letter)).findFirst();
    }

    /** Letters after a {@code +} (or at the beginning) are added, after a {@code -} taken away. */
    static Set<WorkerStatus> read(Args args, Set<WorkerStatus> soFar) {
        EnumSet<WorkerStatus> all = EnumSet.noneOf(WorkerStatus.class);
        all.addAll(soFar);
        char sign = '+';
        for (char letter : args.next("status letters").toCharArray()) {
            if (letter == '+' || letter == '-') {
                sign = letter;
            } else {
                change(all, sign, letter, args);
            }
        }
        return Collections.unmodifiableSet(all);
    }

    private static void change(EnumSet<WorkerStatus> all, char sign, char letter, Args args) {
        Optional<WorkerStatus> status = of(letter);
        if (status.isEmpty() && INTERNAL.indexOf(Character.toUpperCase(letter)) < 0) {
            throw Numbers.expected(args, "letters among D, S, I, H, R, E, N and C, each after + or -", String.valueOf(letter));
        }
        status.ifPresent(known -> {
            if (sign == '+') {
                all.add(known);
            } else {
                all.remove(known);
            }
        });
    }
}
