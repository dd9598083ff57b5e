package dev.culvert.config;

import dev.culvert.directive.Args;
import java.util.Locale;

/**
 * What {@code HttpProtocolOptions} says about requests that bend the rules. Culvert reads heads strictly in any case.
 *
 * @param registeredMethods whether only methods that somebody registered are let through
 * @param http09 whether a request line without a version is served
 */
public record ProtocolOptions(boolean strict, boolean registeredMethods, boolean http09) {
    static final ProtocolOptions INITIAL = new ProtocolOptions(true, false, true);
    private static final String EXPECTED = "Strict, Unsafe, RegisteredMethods, LenientMethods, Allow0.9 or Require1.0";

    static ProtocolOptions read(Args args, ProtocolOptions soFar) {
        ProtocolOptions read = soFar;
        do {
            read = read.with(args, args.next(EXPECTED));
        } while (args.hasNext());
        return read;
    }

    private ProtocolOptions with(Args args, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "strict" -> new ProtocolOptions(true, registeredMethods, http09);
            case "unsafe" -> unsafe(args);
            case "registeredmethods" -> new ProtocolOptions(strict, true, http09);
            case "lenientmethods" -> new ProtocolOptions(strict, false, http09);
            case "allow0.9" -> new ProtocolOptions(strict, registeredMethods, true);
            case "require1.0" -> new ProtocolOptions(strict, registeredMethods, false);
            default -> throw args.error("HttpProtocolOptions: expected " + EXPECTED + ", but was '" + word + "'");
        };
    }

    private ProtocolOptions unsafe(Args args) {
        args.note("HttpProtocolOptions Unsafe is accepted without effect: an ambiguous head is refused here, never guessed");
        return new ProtocolOptions(false, registeredMethods, http09);
    }
}
