package dev.culvert.expr;

import java.util.List;

/** Something in an expression that comes to a text. */
sealed interface Word {
    String of(Evaluation now);

    /** What stands between quotes and is the same for every request. */
    record Literal(String text) implements Word {
        @Override
        public String of(Evaluation now) {
            return text;
        }
    }

    /** Digits without quotes. httpd does not take them for a literal where it wants one. */
    record Digits(String text) implements Word {
        @Override
        public String of(Evaluation now) {
            return text;
        }
    }

    /** {@code $1}: what a group of the last pattern matched. */
    record Group(int number) implements Word {
        @Override
        public String of(Evaluation now) {
            return now.group(number);
        }
    }

    /** {@code %{REQUEST_URI}}. */
    record Value(Variable variable) implements Word {
        @Override
        public String of(Evaluation now) {
            String value = now.subject().value(variable);
            // httpd: rules see the minor number of the interface too, expressions do not.
            return variable == Variable.API_VERSION && value.indexOf(':') > 0 ? value.substring(0, value.indexOf(':')) : value;
        }
    }

    /** {@code req('Host')} and {@code %{HTTP:Host}}. */
    record Call(Function function, Word argument) implements Word {
        @Override
        public String of(Evaluation now) {
            return function.of(now.subject(), argument.of(now));
        }
    }

    /** One after the other. */
    record Joined(List<Word> parts) implements Word {
        @Override
        public String of(Evaluation now) {
            StringBuilder out = new StringBuilder();
            parts.forEach(part -> out.append(part.of(now)));
            return out.toString();
        }
    }

    /** Several as one, in order. */
    static Word joined(List<Word> parts) {
        return switch (parts.size()) {
            case 0 -> new Literal("");
            case 1 -> parts.getFirst();
            default -> new Joined(List.copyOf(parts));
        };
    }
}
