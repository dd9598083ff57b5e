package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.expr.Expression;
import dev.culvert.syntax.Suggestion;
import java.util.Map;
import java.util.Optional;

/** What {@code ProxyHCExpr} said, under its name. */
public record CheckCondition(String name, Expression expression) {
    /** The name of one that a line before this one defines. */
    static CheckCondition read(Args args) {
        String name = args.next("the name of a ProxyHCExpr");
        Map<String, Expression> known = args.known(HealthDirectives.EXPRESSIONS);
        return Optional.ofNullable(known.get(name)).map(expression -> new CheckCondition(name, expression))
                .orElseThrow(() -> args.error(args.name() + " expects the name of a ProxyHCExpr that a line before it defines, but was '"
                        + name + "'" + Suggestion.nearest(name, known.keySet()).map(near -> "; did you mean " + near + "?").orElse("")));
    }

    @Override
    public String toString() {
        return name;
    }
}
