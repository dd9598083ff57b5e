package dev.culvert.syntax;

import java.util.List;

/** One directive or one section, as it was written. */
public sealed interface Node {
    /** The directive's name in the administrator's spelling; a section's without its brackets. */
    Word name();

    /** The words after the name. */
    List<Word> words();

    /** Everything after the name, trimmed, variables expanded, quotes still in place: for directives that read their own line. */
    String rest();

    default Position at() {
        return name().at();
    }

    /** A single directive. */
    record Statement(Word name, List<Word> words, String rest) implements Node {
        public Statement {
            words = List.copyOf(words);
        }
    }

    /** A section with what it contains; conditional sections and macros are already resolved. */
    record Block(Word name, List<Word> words, String rest, List<Node> body) implements Node {
        public Block {
            words = List.copyOf(words);
            body = List.copyOf(body);
        }
    }
}
