package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.directive.Section;
import dev.culvert.directive.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the lines in {@code <RequireAll>} and its like, and in {@code <Limit>}, are to the section around them. */
final class AccessGroups {
    static final String ALL = "RequireAll";
    static final String ANY = "RequireAny";
    static final String NONE = "RequireNone";

    private AccessGroups() {}

    static Settings all(Args args, Settings outer, Settings inner) {
        return grouped(args, outer, inner, Rule.All::new);
    }

    static Settings any(Args args, Settings outer, Settings inner) {
        return grouped(args, outer, inner, Rule.Any::new);
    }

    static Settings none(Args args, Settings outer, Settings inner) {
        Rules.checkNegative(args, "<RequireNone>");
        return grouped(args, outer, inner, rules -> new Rule.Not(new Rule.Any(rules)));
    }

    private static Settings grouped(Args args, Settings outer, Settings inner, Function<List<Rule>, Rule> group) {
        args.end();
        List<Rule> rules = inner.get(AccessDirectives.REQUIRE).checked(args);
        Settings lifted = lifted(args, outer, inner);
        return lifted.put(AccessDirectives.REQUIRE, outer.get(AccessDirectives.REQUIRE).and(group.apply(rules)));
    }

    /** A fold that puts what stands in it under the condition that the request's method is covered. */
    static Section.Fold limit(Limit.Kind kind) {
        return (args, outer, inner) -> limited(args, outer, inner, Limit.read(args, kind));
    }

    private static Settings limited(Args args, Settings outer, Settings inner, Limit limit) {
        Rules rules = outer.get(AccessDirectives.REQUIRE);
        for (Rule rule : inner.get(AccessDirectives.REQUIRE).rules()) {
            checkLimited(args, rule);
            rules = rules.and(new Rule.Limited(limit, rule));
        }
        Addresses addresses = outer.get(AccessDirectives.ADDRESSES).and(limit, inner.get(AccessDirectives.ADDRESSES));
        Settings lifted = lifted(args, outer, inner);
        lifted = inner.has(AccessDirectives.REQUIRE) ? lifted.put(AccessDirectives.REQUIRE, rules) : lifted;
        return inner.has(AccessDirectives.ADDRESSES) ? lifted.put(AccessDirectives.ADDRESSES, addresses) : lifted;
    }

    private static void checkLimited(Args args, Rule rule) {
        if (rule.isNegative()) {
            Rules.checkNegative(args, "'not' in <" + args.name() + ">");
        }
        limitWithin(rule).ifPresent(inner -> {
            throw args.error("<" + args.name() + "> cannot hold a <Limit> or <LimitExcept> in its turn");
        });
    }

    private static Optional<Rule> limitWithin(Rule rule) {
        return switch (rule) {
            case Rule.Line _ -> Optional.empty();
            case Rule.Limited limited -> Optional.of(limited);
            case Rule.Not(Rule negated) -> limitWithin(negated);
            case Rule.All(List<Rule> rules) -> rules.stream().flatMap(each -> limitWithin(each).stream()).findFirst();
            case Rule.Any(List<Rule> rules) -> rules.stream().flatMap(each -> limitWithin(each).stream()).findFirst();
        };
    }

    /** httpd: any other directive in a group holds as if it stood outside of it. */
    private static Settings lifted(Args args, Settings outer, Settings inner) {
        return outer.with(inner, args.place());
    }

    static Section.Fold refused() {
        return (args, _, _) -> {
            throw args.error("<" + args.name() + "> is not supported: write the lines that it stands for where they are used");
        };
    }
}
