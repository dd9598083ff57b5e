package dev.culvert.rewrite;

import dev.culvert.expr.Subject;
import dev.culvert.world.FileQuestion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where {@code ${name:key}} is looked up. */
sealed interface RewriteMap {
    /** @return nothing if the key is not in it, or has nothing beside it */
    Optional<String> lookup(String key, Subject subject);

    /** A function of httpd's own. */
    record Internal(UnaryOperator<String> function) implements RewriteMap {
        static final Map<String, UnaryOperator<String>> FUNCTIONS = Map.of(
                "tolower", text -> cased(text, 'A', 'Z', 32),
                "toupper", text -> cased(text, 'a', 'z', -32),
                "escape", Percent::escape,
                "unescape", Percent::unescape);

        @Override
        public Optional<String> lookup(String key, Subject subject) {
            return Optional.of(function.apply(key));
        }

        private static String cased(String text, char from, char to, int shift) {
            StringBuilder out = new StringBuilder(text);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= from && c <= to) {
                    out.setCharAt(i, (char) (c + shift));
                }
            }
            return out.toString();
        }
    }

    /** A file of words, read again whenever it has changed. */
    final class Text implements RewriteMap {
        private final Path file;
        private final Choice choice;
        /** The content is in the memory once for all requests; racing ones find the same. */
        private volatile MapFile.Content last = MapFile.Content.NONE;

        Text(Path file, Choice choice) {
            this.file = file;
            this.choice = choice;
        }

        @Override
        public Optional<String> lookup(String key, Subject subject) {
            FileQuestion.Facts facts = subject.answers().to(new FileQuestion(file));
            MapFile.Content content = last;
            if (!facts.exists()) {
                return Optional.empty();
            }
            MapFile wanted = new MapFile(file, facts.modified(), facts.size());
            if (!content.isOf(wanted)) {
                content = subject.answers().to(wanted);
                last = content;
            }
            return Optional.ofNullable(content.values().get(key)).map(value -> chosen(value, subject))
                    .filter(value -> !value.isEmpty());
        }

        private String chosen(String value, Subject subject) {
            if (choice == Choice.WHOLE || value.indexOf('|') < 0) {
                return value;
            }
            String[] parts = value.split("\\|", -1);
            return parts[subject.random().nextInt(parts.length)];
        }

        @Override
        public String toString() {
            return choice.name().toLowerCase(Locale.ROOT) + ":" + file;
        }
    }

    /** What a value in a file is. */
    enum Choice {
        WHOLE,
        /** One of the parts between its bars. */
        RANDOM
    }
}
