package dev.culvert.syntax;

import java.util.ArrayList;
import java.util.List;

/** A section that has begun and not ended yet. */
sealed interface Open {
    Word name();

    /** A section that becomes part of the tree. */
    record Kept(Word name, List<Word> words, String rest, List<Node> body) implements Open {
    }

    /** A condition that holds: what it contains belongs to the section around it. */
    record Passed(Word name) implements Open {
    }

    /** A condition that does not hold, or a section within one. */
    record Skipped(Word name) implements Open {
    }

    /** A macro that is being written down. Macros within it are lines like others. */
    final class Gathered implements Open {
        private final Word name;
        private final List<Word> words;
        private final List<LogicalLine> lines = new ArrayList<>();
        private int inner;

        Gathered(Word name, List<Word> words) {
            this.name = name;
            this.words = words;
        }

        @Override
        public Word name() {
            return name;
        }

        /** Takes a line, or says no to the one that ends the macro. */
        boolean takes(LogicalLine line) {
            if (isMacro(line, "</") && inner-- == 0) {
                return false;
            }
            inner += isMacro(line, "<") ? 1 : 0;
            lines.add(line);
            return true;
        }

        /** @throws Fault if the macro's own words make no sense */
        Macro macro() {
            if (words.isEmpty()) {
                throw new Fault("<Macro> expected a name, but was empty");
            }
            List<String> parameters = words.stream().skip(1).map(Word::text).toList();
            return new Macro(new Word(words.getFirst().text(), name.at()), parameters, lines);
        }

        private static boolean isMacro(LogicalLine line, String bracket) {
            String text = line.text();
            String start = bracket + "macro";
            char after = text.length() > start.length() ? text.charAt(start.length()) : ' ';
            return text.regionMatches(true, 0, start, 0, start.length()) && (after == '>' || Blank.is(after));
        }
    }
}
