package dev.culvert.lint;

import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.stream.Stream;

/** Looks through the tree. */
final class Lines {
    private Lines() {}

    static Stream<Node> deep(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case Node.Statement statement -> Stream.of(statement);
            case Node.Block block -> Stream.concat(Stream.of(block), deep(block.body()));
        });
    }

    /** The single directives of that name that stand right here. */
    static List<Node.Statement> named(List<Node> nodes, String name) {
        return statements(nodes).filter(line -> line.name().text().equalsIgnoreCase(name)).toList();
    }

    static Stream<Node.Statement> statements(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case Node.Statement statement -> Stream.of(statement);
            case Node.Block _ -> Stream.<Node.Statement>empty();
        });
    }

    static Stream<Node.Block> blocks(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case Node.Statement _ -> Stream.<Node.Block>empty();
            case Node.Block block -> Stream.of(block);
        });
    }

    /** A word of a line, or nothing but an empty one. */
    static String word(Node node, int index) {
        List<Word> words = node.words();
        return index < words.size() ? words.get(index).text() : "";
    }

    /** How one line speaks of another. */
    static String seen(Position from, Position other) {
        return from.file().equals(other.file()) ? "line " + other.line() : other.toString();
    }

    /** A word as a line has it: quoted if it must be. */
    static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().noneMatch(Character::isWhitespace);
        return plain ? word : '"' + word + '"';
    }
}
