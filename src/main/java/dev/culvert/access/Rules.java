package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one section requires.
 *
 * @param merging how that goes with what is required outside of it
 * @param rules one of them must hold
 */
record Rules(Merging merging, List<Rule> rules) {
    static final Rules NONE = new Rules(Merging.OFF, List.of());

    /** {@code AuthMerging}. */
    enum Merging {
        /** The inner rules replace the outer ones. */
        OFF("Off"),
        AND("And"),
        OR("Or");

        private final String spelling;

        Merging(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    Rules {
        rules = List.copyOf(rules);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    Rule root() {
        return new Rule.Any(rules);
    }

    Rules and(Rule rule) {
        return new Rules(merging, Family.concat(rules, List.of(rule)));
    }

    static Rules merge(Rules outer, Rules inner) {
        if (inner.isEmpty()) {
            return outer;
        }
        return outer.isEmpty() ? inner : switch (inner.merging) {
            case OFF -> inner;
            case AND -> new Rules(inner.merging, List.of(new Rule.All(List.of(outer.root(), inner.root()))));
            case OR -> new Rules(inner.merging, List.of(outer.root(), inner.root()));
        };
    }

    /** One more {@code Require}. */
    Rules require(Args args) {
        boolean negative = args.peek().filter("not"::equals).isPresent();
        if (!negative) {
            return and(new Rule.Line(RequirementReader.read(args)));
        }
        args.next("not");
        checkNegative(args, "'not' in Require");
        return and(new Rule.Not(new Rule.Line(RequirementReader.read(args))));
    }

    /** What can only refuse makes sense beside something that lets in. Within a Limit, what is around that counts. */
    static void checkNegative(Args args, String what) {
        Optional<String> group = args.group();
        if (group.isEmpty() || group.get().equals(AccessGroups.ANY) || group.get().equals(AccessGroups.NONE)) {
            throw args.error(what + " can only refuse, and so has no effect "
                    + group.map(name -> "in <" + name + ">").orElse("outside of <RequireAll>") + "; expected it in <RequireAll>");
        }
    }

    Rules merging(Args args) {
        String word = args.next("Off, And or Or");
        args.end();
        Merging chosen = Arrays.stream(Merging.values()).filter(each -> each.toString().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> args.error("AuthMerging: expected Off, And or Or, but was '" + word + "'"));
        return new Rules(chosen, rules);
    }

    /** The rules of a group. Without any, or any that could let somebody in, it is an error. */
    List<Rule> checked(Args args) {
        if (rules.isEmpty()) {
            throw args.error("<" + args.name() + "> expects a Require in it, but there is none that makes sense");
        } else if (rules.stream().allMatch(Rule::isNegative)) {
            throw args.error("<" + args.name() + "> expects a Require in it that could let somebody in, but each can only refuse");
        }
        return rules;
    }
}
