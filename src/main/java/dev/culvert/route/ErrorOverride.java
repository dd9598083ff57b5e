package dev.culvert.route;

import dev.culvert.balance.Numbers;
import dev.culvert.directive.Args;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of a backend's answers are replaced by error pages of this server.
 *
 * @param on whether any is
 * @param codes the statuses, or none for all from 400 on
 */
public record ErrorOverride(boolean on, Set<Integer> codes) {
    static final ErrorOverride OFF = new ErrorOverride(false, Set.of());

    public ErrorOverride {
        codes = Set.copyOf(codes);
    }

    public boolean replaces(int status) {
        return on && (codes.isEmpty() ? status >= 400 : codes.contains(status));
    }

    static ErrorOverride read(Args args) {
        String word = args.next("On or Off");
        if (!word.equalsIgnoreCase("on") && !word.equalsIgnoreCase("off")) {
            throw args.error(args.name() + " expects On or Off first, but was '" + word + "'");
        }
        boolean on = word.equalsIgnoreCase("on");
        if (!on && args.hasNext()) {
            throw args.error(args.name() + " takes statuses behind On, but they stand behind Off");
        }
        Set<Integer> codes = new TreeSet<>();
        args.all().forEach(code -> codes.add(status(args, code)));
        return new ErrorOverride(on, codes);
    }

    private static int status(Args args, String text) {
        int status = text.matches("[0-9]+") ? Numbers.whole(text) : 0;
        if (status < 400 || status >= 600) {
            throw args.error(args.name() + " expects statuses between 400 and 599, but was given '" + text + "'");
        }
        return status;
    }

    /** httpd: the statuses of an inner section are added to those outside of it. */
    static ErrorOverride merge(ErrorOverride outer, ErrorOverride inner) {
        Set<Integer> both = new TreeSet<>(outer.codes);
        both.addAll(inner.codes);
        return new ErrorOverride(inner.on, both);
    }
}
