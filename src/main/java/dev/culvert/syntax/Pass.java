package dev.culvert.syntax;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One reading under way: what has been defined, opened and found so far. */
final class Pass {
    static final int DEEPEST_INCLUDE = 128;

    private final Findings findings = new Findings();
    private final Allowance allowance;
    private final TextFile texts;
    private final Macros macros;
    private final Variables variables;
    private final Vocabulary vocabulary;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final Deque<Path> reading = new ArrayDeque<>();
    private Path root;

    Pass(Vocabulary vocabulary, Path root, Set<String> defined, Map<String, String> environment, Allowance allowance) {
        this.vocabulary = vocabulary;
        this.root = root;
        this.allowance = allowance;
        this.texts = new TextFile(findings, allowance);
        this.macros = new Macros(findings, allowance);
        this.variables = new Variables(defined, environment, allowance);
    }

    Findings findings() {
        return findings;
    }

    Macros macros() {
        return macros;
    }

    Variables variables() {
        return variables;
    }

    void root(String path) {
        root = Includes.path(root, path);
    }

    /** The file that everything begins with. */
    void start(Path file) {
        try {
            read(file, nodes, 0);
        } catch (Fault fault) {
            findings.add(Diagnostic.file(file.toString(), fault.text()));
        }
    }

    void read(String name, String text) {
        new Walk(this, nodes, 0).read(new LogicalLines(name, text, findings));
    }

    Reading result() {
        return new Reading(nodes, findings.all(), files, variables.defined());
    }

    boolean holds(Word condition, String rest) {
        return new Conditions(vocabulary, variables).hold(condition.text(), rest, root);
    }

    void include(Position at, String pattern, Includes.Demand demand, Walk walk) {
        if (reading.size() >= DEEPEST_INCLUDE) {
            throw Fault.last("Expected files that include each other at most " + DEEPEST_INCLUDE + " deep, but "
                    + reading.getLast() + " includes " + pattern + "; does a file include itself?");
        }
        Includes found = Includes.find(root, pattern, demand);
        found.problems().forEach(problem -> findings.structure(at, problem));
        found.files().forEach(file -> included(at, file, walk));
    }

    private void included(Position at, Path file, Walk walk) {
        if (findings.ended()) {
            return;
        }
        try {
            read(file, walk.body(), walk.depth());
        } catch (Fault fault) {
            findings.fault(at, fault);
        }
    }

    private void read(Path file, List<Node> into, int depth) {
        String text = texts.read(file);
        files.add(file);
        reading.addLast(file);
        new Walk(this, into, depth).read(new LogicalLines(file.toString(), text, findings));
        reading.removeLast();
    }

    /** Expands variables and warns of those that mean nothing. */
    String expand(String text, Position at) {
        return variables.expand(text, name -> warn(name, at));
    }

    /** Unquotes, then expands. Silent, since the same text is expanded whole as well. */
    List<Word> words(String raw, Position at) {
        Words words = new Words(raw);
        allowance.charge(Allowance.LINE);
        List<Word> all = new ArrayList<>();
        while (words.hasNext()) {
            allowance.charge(Allowance.WORD);
            all.add(new Word(variables.expand(words.next(), _ -> { }), at));
        }
        return all;
    }

    private void warn(String name, Position at) {
        if (!findings.isFull()) {
            String hint = variables.nearest(name).map(near -> "; did you mean ${" + near + "}?").orElse("");
            findings.warn(at, "AH00111: Expected a variable that is defined above or in the environment, but was ${" + name
                    + "}, which stays as it is" + hint);
        }
    }
}
