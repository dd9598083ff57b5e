package dev.culvert.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Shows a reading as text: each node with its place, its words and, where it says more than they do, its raw line. */
final class Dump {
    private final String mainFile;
    private final StringBuilder out = new StringBuilder();

    private Dump(String mainFile) {
        this.mainFile = mainFile;
    }

    static String of(Reading reading, String mainFile) {
        Dump dump = new Dump(mainFile);
        dump.nodes(reading.nodes(), "");
        reading.diagnostics().forEach(diagnostic -> dump.out.append(diagnostic.print()).append('\n'));
        return dump.out.toString().strip();
    }

    private void nodes(List<Node> nodes, String indent) {
        nodes.forEach(node -> node(node, indent));
    }

    private void node(Node node, String indent) {
        out.append(place(node.at())).append(indent).append(' ');
        switch (node) {
            case Node.Statement statement -> out.append(statement.name()).append(words(node)).append('\n');
            case Node.Block block -> {
                out.append('<').append(block.name()).append('>').append(words(node)).append('\n');
                nodes(block.body(), indent + "  ");
            }
        }
    }

    private String place(Position at) {
        return at.file().equals(mainFile) ? String.valueOf(at.line()) : at.toString();
    }

    private static String words(Node node) {
        String joined = node.words().stream().map(Word::text).collect(Collectors.joining(" "));
        String words = node.words().stream().map(word -> " [" + word + "]").collect(Collectors.joining());
        return node.rest().equals(joined) ? words : words + "   raw: " + node.rest();
    }
}
