package dev.culvert.expr;

import dev.culvert.http.Network;
import java.util.Comparator;
import java.util.List;

/** Something in an expression that holds or does not. */
sealed interface Condition {
    boolean holds(Evaluation now);

    enum Constant implements Condition {
        TRUE,
        FALSE;

        @Override
        public boolean holds(Evaluation now) {
            return this == TRUE;
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return !condition.holds(now);
        }
    }

    /** Looks no further than the first that does not hold. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return conditions.stream().allMatch(each -> each.holds(now));
        }
    }

    /** Looks no further than the first that holds. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return conditions.stream().anyMatch(each -> each.holds(now));
        }
    }

    record Texts(Word left, Order order, Word right) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return order.accepts(left.of(now).compareTo(right.of(now)));
        }
    }

    /** The longer text is the greater one: so do numbers compare that are written without leading zeros. */
    record Lengths(Word left, Order order, Word right) implements Condition {
        private static final Comparator<String> LONGER = Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

        @Override
        public boolean holds(Evaluation now) {
            return order.accepts(LONGER.compare(left.of(now), right.of(now)));
        }
    }

    record Numbers(Word left, Order order, Word right) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return order.accepts(Long.compare(Order.number(left.of(now)), Order.number(right.of(now))));
        }
    }

    record OneOf(Word word, List<Word> list) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            String text = word.of(now);
            return list.stream().anyMatch(each -> each.of(now).equals(text));
        }
    }

    record Matches(Word word, Regex regex) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return now.find(regex, word.of(now));
        }
    }

    record Like(Word word, Word pattern, Glob.Mode mode) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return new Glob(pattern.of(now), mode).matches(word.of(now));
        }
    }

    record Within(Word address, Network network) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return network.contains(address.of(now));
        }
    }

    record OfFile(FileTest test, Word path) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return test.holds(now.subject(), path.of(now));
        }
    }

    /** Whether another request would be let in: {@code -U}, {@code -A}. */
    record Reachable(Word uri) implements Condition {
        private static final int FIRST_ERROR = 400;

        @Override
        public boolean holds(Evaluation now) {
            String wanted = uri.of(now);
            String path = wanted.startsWith("/") ? wanted : besides(now.subject().value(Variable.REQUEST_URI)) + wanted;
            // Nothing decided against it as long as there is no status.
            return now.subject().lookAhead(path)
                    .filter(there -> Order.number(there.value(Variable.REQUEST_STATUS)) < FIRST_ERROR)
                    .isPresent();
        }

        private static String besides(String path) {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }
    }

    record Empty(Word word) implements Condition {
        @Override
        public boolean holds(Evaluation now) {
            return word.of(now).isEmpty();
        }
    }

    /** Whether something says no; {@code -T} asks for the contrary. */
    record Off(Word word) implements Condition {
        private static final List<String> NAMES = List.of("", "0", "off", "false", "no");

        @Override
        public boolean holds(Evaluation now) {
            return NAMES.contains(Octets.lower(word.of(now)));
        }
    }
}
