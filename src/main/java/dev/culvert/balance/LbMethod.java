package dev.culvert.balance;

import dev.culvert.directive.Args;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a balancer chooses among members that are equally fit ({@code lbmethod=}). */
public enum LbMethod {
    BYREQUESTS,
    BYTRAFFIC,
    BYBUSYNESS,
    HEARTBEAT,
    /** Not in httpd: the same key goes to the same member, and only the keys of a member that leaves move. */
    HASH;

    static LbMethod read(Args args) {
        String expected = "one of " + Arrays.stream(values()).map(LbMethod::toString).collect(Collectors.joining(", "));
        String text = args.next(expected);
        return Arrays.stream(values()).filter(method -> method.toString().equals(text)).findFirst()
                .orElseThrow(() -> Numbers.expected(args, expected, text));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
