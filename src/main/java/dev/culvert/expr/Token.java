package dev.culvert.expr;

/** A part of an expression that is not divided further, and the index where it begins. */
sealed interface Token {
    int at();

    /** For messages. */
    String shown();

    /** A sign such as {@code &&} or {@code (}. */
    record Sign(String text, int at) implements Token {
        @Override
        public String shown() {
            return "'" + text + "'";
        }
    }

    /** Letters without quotes, such as {@code and} or {@code tolower}. */
    record Name(String text, int at) implements Token {
        @Override
        public String shown() {
            return "'" + text + "'";
        }
    }

    /** {@code -eq}, without its dash. */
    record Dash(String name, int at) implements Token {
        @Override
        public String shown() {
            return "'-" + name + "'";
        }

        /** One letter asks about what follows, more compare what stands on both sides. */
        boolean isUnary() {
            return name.length() == 1;
        }
    }

    record Whole(Word word, int at) implements Token {
        @Override
        public String shown() {
            return switch (word) {
                case Word.Literal(String text) -> "the text '" + text + "'";
                case Word.Digits(String text) -> "the number " + text;
                case Word.Group(int number) -> "'$" + number + "'";
                case Word.Value(Variable variable) -> "'%{" + variable + "}'";
                case Word.Call(Function function, Word _) -> "the function " + function;
                case Word.Joined _ -> "a text";
            };
        }
    }

    record Pattern(Regex regex, int at) implements Token {
        @Override
        public String shown() {
            return "the pattern '" + regex.source() + "'";
        }
    }

    record End(int at) implements Token {
        @Override
        public String shown() {
            return "the end";
        }
    }
}
