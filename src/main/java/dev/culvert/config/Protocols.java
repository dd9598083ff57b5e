package dev.culvert.config;

import dev.culvert.directive.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code Protocols} offers to clients. */
final class Protocols {
    static final List<String> INITIAL = List.of("http/1.1");
    private static final Set<String> KNOWN = Set.of("http/1.1", "h2", "h2c", "acme-tls/1");

    private Protocols() {}

    /** The names in lower case, those without effect too. */
    static List<String> read(Args args) {
        List<String> offered = new ArrayList<>();
        do {
            offered.add(one(args, args.next("at least one protocol, such as http/1.1")));
        } while (args.hasNext());
        return List.copyOf(offered);
    }

    private static String one(Args args, String word) {
        String name = word.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(name)) {
            args.warn("Protocols: '" + word + "' is no protocol that Culvert knows; clients are offered the others");
        } else if (name.equals("acme-tls/1")) {
            args.note("Protocols: '" + word + "' is accepted without effect: Culvert asks nobody for certificates");
        }
        return name;
    }
}
