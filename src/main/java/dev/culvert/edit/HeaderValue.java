package dev.culvert.edit;

import dev.culvert.expr.Subject;
import dev.culvert.expr.Text;
import java.util.List;
import java.util.Optional;

/** The value that a Header line writes, before it is known for which request. */
sealed interface HeaderValue {
    /** Of a request; never with a line break, whatever it was made of. */
    String of(Subject subject, Moment moment);

    /** Text with codes such as {@code %t}. */
    record Format(List<Piece> pieces) implements HeaderValue {
        @Override
        public String of(Subject subject, Moment moment) {
            if (pieces.size() == 1) {
                return oneLine(pieces.getFirst().of(subject, moment));
            }
            StringBuilder value = new StringBuilder();
            pieces.forEach(piece -> value.append(piece.of(subject, moment)));
            return oneLine(value.toString());
        }
    }

    /** {@code expr=…}. */
    record Computed(Text text) implements HeaderValue {
        @Override
        public String of(Subject subject, Moment moment) {
            return oneLine(text.of(subject));
        }
    }

    /** One part of a {@link Format}. */
    sealed interface Piece {
        String of(Subject subject, Moment moment);
    }

    record Literal(String text) implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return text;
        }
    }

    record Began() implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return "t=" + moment.began();
        }
    }

    record Elapsed() implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return "D=" + moment.elapsed();
        }
    }

    record Load() implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return "l=" + subject.answers().to(new LoadQuestion());
        }
    }

    record Named(String name) implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return subject.environment().value(name).orElse("(null)");
        }
    }

    record Ssl(String name) implements Piece {
        @Override
        public String of(Subject subject, Moment moment) {
            return Optional.of(name).flatMap(subject::ssl).filter(value -> !value.isEmpty()).orElse("(null)");
        }
    }

    /** What a client wrote must not begin a line of its own. */
    private static String oneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }
}
