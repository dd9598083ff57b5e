package dev.culvert.config;

import dev.culvert.directive.Args;
import dev.culvert.syntax.Word;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ways of reading that several directives share. */
final class Reads {
    private Reads() {}

    /** One whole number between two others, both included. */
    static long whole(Args args, long least, long most) {
        String expected = most == Integer.MAX_VALUE || most == Long.MAX_VALUE
                ? "a whole number, " + least + " or more"
                : "a whole number between " + least + " and " + most;
        String text = args.next(expected);
        args.end();
        if (text.length() <= 18 && text.matches("-?[0-9]+")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw args.error(args.name() + ": expected " + expected + ", but was '" + text + "'");
    }

    static Function<Args, Integer> count(int least) {
        return args -> (int) whole(args, least, Integer.MAX_VALUE);
    }

    /** One of an enum's constants, by the spelling that its {@code toString} has, without case. */
    static <E extends Enum<E>> E keyword(Args args, Class<E> type) {
        E[] all = type.getEnumConstants();
        String expected = Arrays.stream(all).map(Enum::toString).collect(Collectors.joining(", "));
        String text = args.next("one of " + expected);
        args.end();
        return Arrays.stream(all).filter(each -> each.toString().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> args.error(args.name() + ": expected one of " + expected + ", but was '" + text + "'"));
    }

    static <E extends Enum<E>> Function<Args, E> keyword(Class<E> type) {
        return args -> keyword(args, type);
    }

    /** One time. */
    static Duration time(Args args, Duration unit) {
        String text = args.next("a time");
        args.end();
        return Durations.parse(text, unit).orElseThrow(() -> args.error(
                args.name() + ": expected a time, such as 5 or 500ms, but was '" + text + "'"));
    }

    static Word word(Args args, String expected) {
        Word word = new Word(args.next(expected), args.at());
        args.end();
        return word;
    }
}
