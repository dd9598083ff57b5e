package dev.culvert.log;

import dev.culvert.directive.Args;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** When the access logs get a line about a tunnel. */
enum TunnelLog {
    OPEN,
    CLOSE;

    /** As of any request: once it is over. */
    static final Set<TunnelLog> USUAL = Set.of(CLOSE);

    private static final String EXPECTED = "open, close, both, or off";

    /** {@code open close}, one of them, or {@code off}. */
    static Set<TunnelLog> read(Args args) {
        Set<TunnelLog> moments = EnumSet.noneOf(TunnelLog.class);
        String first = args.next(EXPECTED);
        if (first.equalsIgnoreCase("off")) {
            args.end();
            return Set.of();
        }
        moments.add(moment(args, first));
        while (args.hasNext()) {
            moments.add(moment(args, args.next(EXPECTED)));
        }
        return Set.copyOf(moments);
    }

    private static TunnelLog moment(Args args, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "open" -> OPEN;
            case "close" -> CLOSE;
            default -> throw args.error(args.name() + " expects " + EXPECTED + ", but was '" + word + "'");
        };
    }
}
