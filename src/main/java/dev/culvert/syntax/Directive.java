package dev.culvert.syntax;

import java.util.List;
import java.util.Locale;

/** Reads one directive: most become part of the tree, a few act at once because they change how the next lines are read. */
final class Directive {
    private final Pass pass;
    private final Walk walk;

    Directive(Pass pass, Walk walk) {
        this.pass = pass;
        this.walk = walk;
    }

    void read(LogicalLine line) {
        Words words = new Words(line.text());
        Word name = new Word(pass.expand(words.next(), line.at()), line.at());
        if (Blank.trim(name.text()).isEmpty()) {
            throw new Fault("Expected the name of a directive, but was an empty word");
        }
        String raw = words.rest();
        act(new Node.Statement(name, pass.words(raw, line.at()), pass.expand(raw, line.at())));
    }

    private void act(Node.Statement directive) {
        List<String> words = directive.words().stream().map(Word::text).toList();
        switch (directive.name().text().toLowerCase(Locale.ROOT)) {
            case "define" -> define(directive, words);
            case "undefine" -> pass.variables().undefine(only(directive, words, "the name of a variable"));
            case "include" -> include(directive, words, Includes.Demand.REQUIRED);
            case "includeoptional" -> include(directive, words, Includes.Demand.OPTIONAL);
            case "use" -> use(directive, words);
            case "undefmacro" -> pass.macros().undefine(only(directive, words, "the name of a macro"));
            case "error" -> pass.findings().add(Diagnostic.directive(directive.at(), complaint(directive, words)));
            case "serverroot" -> root(directive, words);
            default -> walk.body().add(directive);
        }
    }

    private void define(Node.Statement directive, List<String> words) {
        switch (words.size()) {
            case 1 -> pass.variables().define(words.getFirst());
            case 2 -> pass.variables().define(words.getFirst(), words.getLast());
            default -> throw new Fault(directive.name() + " expected a name and perhaps a value, but was given "
                    + words.size() + " words");
        }
    }

    private void include(Node.Statement directive, List<String> words, Includes.Demand demand) {
        String pattern = only(directive, words, "the name of a file or directory");
        pass.include(directive.at(), pattern, demand, walk);
    }

    private void use(Node.Statement directive, List<String> words) {
        if (words.isEmpty()) {
            throw new Fault(directive.name() + " expected the name of a macro, but was empty");
        }
        pass.macros().use(words.getFirst(), words.subList(1, words.size()), walk::accept);
    }

    private void root(Node.Statement directive, List<String> words) {
        walk.body().add(directive);
        if (words.size() == 1) {
            pass.root(words.getFirst());
        }
    }

    private static String complaint(Node.Statement directive, List<String> words) {
        return switch (words.size()) {
            case 0 -> "Error expected a text to say, but was empty";
            case 1 -> words.getFirst();
            default -> directive.rest();
        };
    }

    private static String only(Node.Statement directive, List<String> words, String what) {
        if (words.size() != 1 || words.getFirst().isEmpty()) {
            throw new Fault(directive.name() + " expected " + what + ", but was "
                    + (words.size() > 1 ? "given " + words.size() + " words" : "empty"));
        }
        return words.getFirst();
    }
}
