package dev.culvert.config;

import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.expr.Regex;
import dev.culvert.http.Octets;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The words of a {@code <Location>} or its like: what it covers, and what else stands in its brackets. */
record ScopeArgument(Word word, Extent extent, List<Word> parameters) {
    /** @throws Misread if the section says nothing, too much, or a pattern that cannot be read */
    static ScopeArgument read(Node.Block block, Section section, Consumer<Diagnostic> remarks) {
        List<Word> words = block.words();
        boolean tilde = !words.isEmpty() && words.getFirst().text().equals("~");
        List<Word> after = tilde ? words.subList(1, words.size()) : words;
        // httpd: a <Proxy> that names nothing covers every target.
        boolean everything = words.isEmpty() && section.inside() == Place.PROXY;
        Word word = everything ? new Word("", block.at()) : first(after, section, block);
        List<Word> parameters = after.isEmpty() ? List.of() : after.subList(1, after.size());
        if (section.inside() != Place.PROXY) {
            check(word, parameters, section);
        }
        boolean pattern = tilde || section.name().toLowerCase(Locale.ROOT).endsWith("match");
        Extent extent = pattern ? pattern(word, section) : plain(word, section, remarks);
        return new ScopeArgument(word, extent, parameters);
    }

    private static Word first(List<Word> words, Section section, Node.Block block) {
        if (words.isEmpty()) {
            throw misread(new Word("", block.at()), section, "expected what it covers, but its brackets are empty");
        }
        return words.getFirst();
    }

    private static void check(Word word, List<Word> more, Section section) {
        if (!more.isEmpty()) {
            throw misread(word, section, "expected one path, but was given '" + more.getFirst() + "' as well");
        }
    }

    private static Extent pattern(Word word, Section section) {
        return new Extent.Pattern(Regex.compile(word.text())
                .orElseThrow(() -> misread(word, section, "expected a regular expression, but '" + word + "' is none")));
    }

    private static Extent plain(Word word, Section section, Consumer<Diagnostic> remarks) {
        boolean onTheWire = section.inside() == Place.LOCATION || section.inside() == Place.PROXY;
        String text = onTheWire ? Octets.of(word.text()) : word.text();
        boolean wild = Glob.isPattern(text);
        switch (section.inside()) {
            case PROXY -> {
                return wild ? new Extent.Wild(text, Glob.of(text)) : new Extent.Prefix(text);
            }
            case FILES -> {
                return new Extent.Wild(text, Glob.of(text));
            }
            case DIRECTORY -> {
                return directory(text, word, section);
            }
            case SERVER, VIRTUAL_HOST, LOCATION, IF -> { }
        }
        if (!text.startsWith("/") && !wild) {
            remarks.accept(Diagnostic.warning(word.at(), "<" + section.name() + " " + text
                    + ">: expected a path that begins with /, so this covers no request"));
        }
        return wild ? Extent.WildPath.of(text) : new Extent.Branch(text);
    }

    private static Extent directory(String text, Word word, Section section) {
        if (!text.startsWith("/") && !Glob.isPattern(text)) {
            throw misread(word, section, "expected an absolute directory, but was '" + text + "'");
        }
        return Glob.isPattern(text) ? Extent.WildBranch.of(text) : new Extent.Branch(text);
    }

    private static Misread misread(Word word, Section section, String why) {
        return new Misread(Diagnostic.directive(word.at(), "<" + section.name() + ">: " + why));
    }
}
