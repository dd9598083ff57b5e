package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Text;

/** What {@code lbmethod=hash} looks at ({@code hashkey=}): a string expression, or the value of a cookie. */
public sealed interface HashKey {
    record Words(Text text) implements HashKey {
        @Override
        public String of(Subject subject) {
            return text.of(subject);
        }
    }

    record Cookie(String name) implements HashKey {
        /** Nothing if there is no such cookie: all clients without one are alike. */
        @Override
        public String of(Subject subject) {
            return subject.request().headers().all("Cookie").stream()
                    .flatMap(header -> Session.cookie(header, name).stream()).findFirst().orElse("");
        }
    }

    /** @throws dev.culvert.world.Unanswered if it asks for what is not known yet */
    String of(Subject subject);

    static HashKey read(Args args) {
        String text = args.next("cookie:NAME or an expression such as %{REMOTE_ADDR}");
        if (text.startsWith("cookie:") && text.length() > 7) {
            return new Cookie(text.substring(7));
        }
        try {
            return new Words(Text.parse(text));
        } catch (BadExpression bad) {
            throw args.error(args.name() + " expects cookie:NAME or an expression such as %{REMOTE_ADDR}, but was '" + text + "': "
                    + bad.getMessage());
        }
    }
}
