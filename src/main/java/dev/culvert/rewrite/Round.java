package dev.culvert.rewrite;

import dev.culvert.expr.Regex;
import dev.culvert.expr.Variable;
import dev.culvert.world.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies a list of rules, one after the other, each to what the one before it made. */
final class Round {
    /** httpd: twice the longest request line. */
    private static final int LONGEST = 2 * 8190;

    private final List<Rule> rules;
    private final Context context;
    private final Deeds deeds;
    private final Substitution substitution;
    private final List<String> looked = new ArrayList<>(2);
    private Optional<Verdict.Refuse> refusal = Optional.empty();
    private Optional<Rule> changedBy = Optional.empty();
    private int again;
    /** Many rules begin with one and the same pattern, such as {@code ^/?(.*)}: what came of it is not found out twice. */
    private Tried tried = new Tried("\0", "", Optional.empty());

    private record Tried(String regex, String input, Optional<Regex.Match> match) {
        boolean is(RulePattern pattern, String text) {
            return regex.equals(pattern.regex().source()) && input.equals(text);
        }
    }

    Round(List<Rule> rules, Context context, Deeds deeds, Substitution substitution) {
        this.rules = rules;
        this.context = context;
        this.deeds = deeds;
        this.substitution = substitution;
    }

    /** A status that the rules ended with. */
    Optional<Verdict.Refuse> refusal() {
        return refusal;
    }

    /** The last rule that made a change, if there was one. */
    Optional<Rule> changedBy() {
        return changedBy;
    }

    Deeds deeds() {
        return deeds;
    }

    Substitution substitution() {
        return substitution;
    }

    Context context() {
        return context;
    }

    Round run() {
        boolean subrequest = context.subject().value(Variable.IS_SUBREQ).equals("true");
        int next = 0;
        while (next >= 0 && next < rules.size()) {
            Rule rule = rules.get(next);
            boolean applies = !subrequest || !(rule.has(Flag.NOT_IN_SUBREQUESTS) || rule.has(Flag.REDIRECT));
            next = !applies ? next + 1 : matches(rule) ? afterMatch(rule, next) : afterMiss(next);
        }
        return this;
    }

    private boolean matches(Rule rule) {
        String input = substitution.input();
        RulePattern pattern = rule.pattern();
        if (context.trace().wants(Level.TRACE3)) {
            context.trace().say(Level.TRACE3, "applying pattern '", pattern.source(), "' to uri '", input, "'");
        }
        Optional<Regex.Match> match = find(pattern, input);
        boolean negated = pattern.sense() == Condition.Sense.NEGATED;
        if (match.isPresent() == negated) {
            return false;
        }
        context.matched(match);
        looked.clear();
        return rule.conditions().isEmpty() || hold(rule.conditions());
    }

    private Optional<Regex.Match> find(RulePattern pattern, String input) {
        if (tried.is(pattern, input)) {
            return tried.match();
        }
        Optional<Regex.Match> match = pattern.find(input);
        if (match.isPresent()) {
            tried = new Tried(pattern.regex().source(), input, match);
        }
        return match;
    }

    private boolean hold(List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            boolean holds = conditions.get(i).holds(context);
            if (conditions.get(i).link() == Condition.Link.OR) {
                if (!holds) {
                    context.looked().clear();
                    continue;
                }
                while (i + 1 < conditions.size() && conditions.get(i).link() == Condition.Link.OR) {
                    i++;
                }
            } else if (!holds) {
                return false;
            }
            looked.addAll(context.looked());
            context.looked().clear();
        }
        return true;
    }

    /** A chain is left out whole. */
    private int afterMiss(int index) {
        int last = index;
        while (last < rules.size() && rules.get(last).has(Flag.CHAIN)) {
            last++;
        }
        return last + 1;
    }

    /** @return which rule is next, or -1 if it is over */
    private int afterMatch(Rule rule, int index) {
        String before = substitution.input();
        refusal = substitution.apply(rule, deeds);
        deeds.varyBy(looked);
        if (refusal.isEmpty() && context.filename().length() > LONGEST) {
            refusal = Optional.of(failure("the address that RewriteRule '" + rule.pattern().source() + "' made of '"
                    + context.subject().value(Variable.REQUEST_URI) + "' is longer than " + LONGEST + " bytes"));
        }
        if (refusal.isPresent()) {
            return -1;
        }
        if (rule.substitution().isPresent() || rule.has(Flag.PASS_THROUGH)) {
            changedBy = Optional.of(rule);
        }
        return flow(rule, index, before);
    }

    private int flow(Rule rule, int index, String before) {
        if (rule.has(Flag.PASS_THROUGH)) {
            substitution.pass();
            return -1;
        } else if (rule.has(Flag.END)) {
            deeds.end();
            return -1;
        } else if (rule.has(Flag.PROXY) || rule.has(Flag.LAST)) {
            return -1;
        } else if (rule.has(Flag.NEXT)) {
            return restart(rule, before);
        }
        return (int) Math.min((long) index + 1 + rule.flags().skip(), rules.size());
    }

    private int restart(Rule rule, String before) {
        if (++again < rule.flags().rounds()) {
            return 0;
        }
        refusal = Optional.of(failure("AH02596: RewriteRule '" + rule.pattern().source() + "' began again for '"
                + before + "' " + again + " times, more than its N flag allows (" + rule.flags().rounds() + ")"));
        return -1;
    }

    private static Verdict.Refuse failure(String line) {
        return new Verdict.Refuse(500, Optional.of(line));
    }
}
