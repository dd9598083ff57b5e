package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of SSLProtocol and SSLProxyProtocol. */
final class TlsVersions {
    static final String TLS_1_2 = "TLSv1.2";
    static final String TLS_1_3 = "TLSv1.3";
    static final Set<String> ALL = Collections.unmodifiableSet(new TreeSet<>(Set.of(TLS_1_2, TLS_1_3)));
    private static final Map<String, Set<String>> WORDS = Map.of(
            "all", ALL, "tlsv1.2", Set.of(TLS_1_2), "tlsv1.3", Set.of(TLS_1_3), "tlsv1", Set.of(), "tlsv1.1", Set.of());
    /** What nobody should speak any more (RFC 7568, RFC 8996). */
    private static final List<String> DEAD = List.of("tlsv1", "tlsv1.1");
    private static final List<String> DEADER = List.of("sslv2", "sslv3");

    private TlsVersions() {}

    /** In the order of their age. */
    static Set<String> read(Args args) {
        Set<String> chosen = new TreeSet<>();
        boolean begun = false;
        for (String word : args.remaining() == 0 ? List.of(args.next("protocols, such as all or +TLSv1.3")) : args.all()) {
            char sign = word.charAt(0);
            String name = sign == '+' || sign == '-' ? word.substring(1) : word;
            apply(args, sign, name, chosen, begun);
            begun = true;
        }
        if (chosen.isEmpty()) {
            throw args.error("AH02231: " + args.name() + " leaves nothing to speak: Culvert speaks TLSv1.2 and TLSv1.3");
        }
        return Collections.unmodifiableSet(chosen);
    }

    private static void apply(Args args, char sign, String name, Set<String> chosen, boolean begun) {
        Set<String> meant = meant(args, sign, name);
        switch (sign) {
            case '+' -> chosen.addAll(meant);
            case '-' -> chosen.removeAll(meant);
            default -> {
                // httpd: a bare word throws away what stood before it
                if (begun) {
                    args.warn("AH02532: " + args.name() + ": '" + name + "' without + or - throws away the words before it");
                }
                chosen.clear();
                chosen.addAll(meant);
            }
        }
    }

    private static Set<String> meant(Args args, char sign, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (DEADER.contains(lower)) {
            if (sign != '-') {
                throw args.error(args.name() + ": " + name + " is broken and is not spoken any more; expected TLSv1.2 or TLSv1.3");
            }
            return Set.of();
        }
        Set<String> meant = WORDS.get(lower);
        if (meant == null) {
            throw args.error(args.name() + ": expected all, TLSv1.2 or TLSv1.3 with + or -, but was '" + name + "'");
        }
        if (DEAD.contains(lower) && sign != '-') {
            args.warn(args.name() + ": " + name + " is left out: Culvert speaks nothing older than TLSv1.2");
        }
        return meant;
    }
}
