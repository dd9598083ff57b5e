package dev.culvert.config;

import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.Deque;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of the language for these tests: lines, double quotes, sections. */
final class TinyReader {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private TinyReader() {}

    private record Open(Word name, List<Word> words, String rest, List<Node> body) {}

    static List<Node> read(String text) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(new Word("", new Position("case.conf", 0)), List.of(), "", new ArrayList<>()));
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            line(raw.strip(), new Position("case.conf", number), open);
        }
        return open.pop().body;
    }

    private static void line(String line, Position at, Deque<Open> open) {
        if (line.startsWith("</")) {
            Open done = open.pop();
            open.element().body.add(new Node.Block(done.name, done.words, done.rest, done.body));
        } else if (line.startsWith("<")) {
            List<Word> words = words(line.substring(1, line.length() - 1), at);
            open.push(new Open(words.getFirst(), words.subList(1, words.size()), "", new ArrayList<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            List<Word> words = words(line, at);
            String rest = line.substring(words.getFirst().text().length()).strip();
            open.element().body.add(new Node.Statement(words.getFirst(), words.subList(1, words.size()), rest));
        }
    }

    private static List<Word> words(String line, Position at) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(new Word(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), at));
        }
        return words;
    }
}
