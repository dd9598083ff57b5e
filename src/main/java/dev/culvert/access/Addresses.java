package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What mod_access_compat's lines say: {@code Order}, {@code Allow}, {@code Deny} and {@code Satisfy}, in their order. */
record Addresses(List<Line> lines) {
    static final Addresses NONE = new Addresses(List.of());

    /** What comes first, and so what the other can overrule. */
    enum Order { DENY_ALLOW, ALLOW_DENY, MUTUAL_FAILURE }

    /** Whether rules about addresses and rules about users must both let a request in. */
    enum Satisfy { ALL, ANY }

    /** What one line says. */
    sealed interface Word {}

    record Ordered(Order order) implements Word {}

    record Satisfied(Satisfy satisfy) implements Word {}

    record Allow(Origin origin) implements Word {}

    record Deny(Origin origin) implements Word {}

    /** @param limit the methods it is about, or nothing for every one */
    record Line(Word word, Optional<Limit> limit) {}

    Addresses {
        lines = List.copyOf(lines);
    }

    boolean admits(Visit visit) {
        return switch (last(visit, Ordered.class).map(Ordered::order).orElse(Order.DENY_ALLOW)) {
            case DENY_ALLOW -> isAllowed(visit) || !isDenied(visit);
            case ALLOW_DENY, MUTUAL_FAILURE -> isAllowed(visit) && !isDenied(visit);
        };
    }

    Satisfy satisfy(Visit visit) {
        return last(visit, Satisfied.class).map(Satisfied::satisfy).orElse(Satisfy.ALL);
    }

    private boolean isAllowed(Visit visit) {
        return any(visit, word -> word instanceof Allow(Origin origin) && origin.isThatOf(visit));
    }

    private boolean isDenied(Visit visit) {
        return any(visit, word -> word instanceof Deny(Origin origin) && origin.isThatOf(visit));
    }

    private boolean any(Visit visit, Predicate<Word> test) {
        return !lines.isEmpty() && lines.stream().filter(line -> covers(line, visit)).map(Line::word).anyMatch(test);
    }

    private <W extends Word> Optional<W> last(Visit visit, Class<W> kind) {
        return lines.isEmpty() ? Optional.empty() : lines.reversed().stream().filter(line -> covers(line, visit)).map(Line::word)
                .filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static boolean covers(Line line, Visit visit) {
        return line.limit().map(limit -> limit.covers(visit.method())).orElse(true);
    }

    /** These lines with those of a {@code <Limit>} after them. */
    Addresses and(Limit limit, Addresses inner) {
        return new Addresses(Family.concat(lines,
                inner.lines.stream().map(line -> new Line(line.word, Optional.of(limit))).toList()));
    }

    private Addresses and(Word word) {
        return new Addresses(Family.concat(lines, List.of(new Line(word, Optional.empty()))));
    }

    Addresses order(Args args) {
        String text = args.next("allow,deny or deny,allow");
        args.end();
        Order order = switch (text.toLowerCase(Locale.ROOT)) {
            case "deny,allow" -> Order.DENY_ALLOW;
            case "allow,deny" -> Order.ALLOW_DENY;
            case "mutual-failure" -> Order.MUTUAL_FAILURE;
            default -> throw args.error("Order: expected allow,deny or deny,allow without a space, but was '" + text + "'");
        };
        return and(new Ordered(order));
    }

    Addresses satisfy(Args args) {
        String text = args.next("All or Any");
        args.end();
        Satisfy satisfy = switch (text.toLowerCase(Locale.ROOT)) {
            case "all" -> Satisfy.ALL;
            case "any" -> Satisfy.ANY;
            default -> throw args.error("Satisfy: expected All or Any, but was '" + text + "'");
        };
        return and(new Satisfied(satisfy));
    }

    Addresses allow(Args args) {
        Addresses all = this;
        for (Origin origin : origins(args)) {
            all = all.and(new Allow(origin));
        }
        return all;
    }

    Addresses deny(Args args) {
        Addresses all = this;
        for (Origin origin : origins(args)) {
            all = all.and(new Deny(origin));
        }
        return all;
    }

    private static List<Origin> origins(Args args) {
        if (!args.next("'from' and who").equalsIgnoreCase("from") || !args.hasNext()) {
            throw args.error(args.name() + " expects 'from' and behind it all, addresses, names or env=VARIABLE");
        }
        return args.all().stream().map(word -> Origin.read(args, word)).toList();
    }
}
