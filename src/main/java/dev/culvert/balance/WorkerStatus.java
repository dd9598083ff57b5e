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

    private static final String LETTERS = "letters among D, S, I, H, R, E, N and C, each after + or -";

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
        char before = ' ';
        String text = args.next("status letters");
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (!isSign(letter)) {
                change(all, sign, letter, args);
            } else if (isSign(before)) {
                throw Numbers.expected(args, LETTERS, text);
            } else {
                sign = letter;
            }
            before = letter;
        }
        if (isSign(before)) {
            throw Numbers.expected(args, LETTERS, text);
        }
        return Collections.unmodifiableSet(all);
    }

    private static boolean isSign(char letter) {
        return letter == '+' || letter == '-';
    }

    private static void change(EnumSet<WorkerStatus> all, char sign, char letter, Args args) {
        Optional<WorkerStatus> status = of(letter);
        if (status.isEmpty() && INTERNAL.indexOf(Character.toUpperCase(letter)) < 0) {
            throw Numbers.expected(args, LETTERS, String.valueOf(letter));
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
