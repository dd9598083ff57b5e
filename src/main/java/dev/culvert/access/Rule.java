package dev.culvert.access;

import java.util.List;

/** One {@code Require}, or several that stand together. */
sealed interface Rule {
    /** @throws dev.culvert.world.Unanswered if it depends on what is not known yet */
    Standing judge(Visit visit);

    /** Whether it can only refuse. */
    default boolean isNegative() {
        return false;
    }

    /** A line of its own. */
    record Line(Requirement requirement) implements Rule {
        @Override
        public Standing judge(Visit visit) {
            return requirement.judge(visit);
        }
    }

    /** {@code Require not}, {@code <RequireNone>}. */
    record Not(Rule rule) implements Rule {
        @Override
        public Standing judge(Visit visit) {
            return rule.judge(visit).negated();
        }

        @Override
        public boolean isNegative() {
            return true;
        }
    }

    /** {@code <RequireAll>}. */
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public Standing judge(Visit visit) {
            Standing all = Standing.ABSENT;
            for (Rule rule : rules) {
                all = all.and(rule.judge(visit));
                if (all == Standing.DENIED) {
                    break;
                }
            }
            return all;
        }
    }

    /** {@code <RequireAny>}, and the lines that stand in no group. */
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = List.copyOf(rules);
        }

        @Override
        public Standing judge(Visit visit) {
            Standing any = Standing.ABSENT;
            for (Rule rule : rules) {
                any = any.or(rule.judge(visit));
                if (any == Standing.GRANTED) {
                    break;
                }
            }
            return any;
        }
    }

    /** What stands in a {@code <Limit>}. */
    record Limited(Limit limit, Rule rule) implements Rule {
        @Override
        public Standing judge(Visit visit) {
            return limit.covers(visit.method()) ? rule.judge(visit) : Standing.ABSENT;
        }

        @Override
        public boolean isNegative() {
            return rule.isNegative();
        }
    }
}
