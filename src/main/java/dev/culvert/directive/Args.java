package dev.culvert.directive;

import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Dispenses the words of one directive. Every error it makes carries file and line. */
public final class Args {
    private final Node node;
    private final Place place;
    private final Optional<Word> section;
    private final boolean patternSection;
    private final Path root;
    private final Optional<String> group;
    private final Supplier<Settings> before;
    private final Consumer<Diagnostic> remarks;
    private int next;

    /**
     * @param place the section the directive stands in
     * @param section the first argument of that section, such as the path of a {@code <Location>}
     * @param remarks takes warnings and notes; an error is a {@link Misread}
     */
    public Args(Node node, Place place, Optional<Word> section, Consumer<Diagnostic> remarks) {
        this(node, place, section, false, Path.of(""), Optional.empty(), () -> Settings.NONE, remarks);
    }

    private Args(Node node, Place place, Optional<Word> section, boolean patternSection, Path root, Optional<String> group,
            Supplier<Settings> before, Consumer<Diagnostic> remarks) {
        this.node = node;
        this.place = place;
        this.section = section;
        this.patternSection = patternSection;
        this.root = root;
        this.group = group;
        this.before = before;
        this.remarks = remarks;
    }

    /** The same line in a section whose argument is a regular expression, such as {@code <LocationMatch>}. */
    public Args inPatternSection() {
        return new Args(node, place, section, true, root, group, before, remarks);
    }

    /** The same line, its relative file names being meant below that directory. */
    public Args below(Path directory) {
        return new Args(node, place, section, patternSection, directory, group, before, remarks);
    }

    /** The same line inside of a group, such as {@code RequireAny}. */
    public Args inGroup(Optional<String> name) {
        return new Args(node, place, section, patternSection, root, name, before, remarks);
    }

    /** The same line, with what the lines before it have said, those around its section included. */
    public Args knowing(Supplier<Settings> settings) {
        return new Args(node, place, section, patternSection, root, group, settings, remarks);
    }

    /** The words of a value that stands inside another directive, such as {@code timeout=5}. */
    public Args nested(String name, String value) {
        Word word = new Word(value, at());
        return new Args(new Node.Statement(new Word(name, at()), List.of(word), value), place, section, patternSection, root,
                group, before, remarks);
    }

    /** The directive's own name as it was written. */
    public String name() {
        return node.name().text();
    }

    /** As it stands in the file: a section with its brackets. */
    private String shown() {
        return node instanceof Node.Block ? "<" + name() + ">" : name();
    }

    public Place place() {
        return place;
    }

    public Optional<Word> section() {
        return section;
    }

    /** The innermost group around the line, such as {@code RequireAny}, without brackets; nothing in the section itself. */
    public Optional<String> group() {
        return group;
    }

    /** Whether {@link #section()} is a regular expression. */
    public boolean sectionIsPattern() {
        return patternSection;
    }

    public Position at() {
        return node.at();
    }

    public boolean hasNext() {
        return next < node.words().size();
    }

    public int remaining() {
        return node.words().size() - next;
    }

    /** The next word, or an error that names what was expected. */
    public String next(String expected) {
        if (!hasNext()) {
            throw error(shown() + " expects " + expected + ", but the line ends there");
        }
        return node.words().get(next++).text();
    }

    public Optional<String> nextIfAny() {
        return hasNext() ? Optional.of(node.words().get(next++).text()) : Optional.empty();
    }

    public Optional<String> peek() {
        return hasNext() ? Optional.of(node.words().get(next).text()) : Optional.empty();
    }

    public List<String> all() {
        List<String> words = new ArrayList<>();
        while (hasNext()) {
            words.add(node.words().get(next++).text());
        }
        return words;
    }

    /** The whole line after the directive's name, quotes in place, for directives that read their own line. */
    public String rawLine() {
        next = node.words().size();
        return node.rest();
    }

    public void end() {
        if (hasNext()) {
            throw error(shown() + " takes no further argument, but was given '" + peek().orElse("") + "'");
        }
    }

    /** What the lines before this one have said with another directive. */
    public <V> V known(Setting<V> setting) {
        return before.get().get(setting);
    }

    /** A file that the directive names: relative ones are under ServerRoot. */
    public Path resolve(String file) {
        return root.resolve(file);
    }

    public boolean onOff() {
        String word = hasNext() && remaining() == 1 ? next("On or Off") : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw error(name() + " must be On or Off");
        };
    }

    public Misread error(String message) {
        return new Misread(Diagnostic.directive(at(), message));
    }

    public void warn(String message) {
        remarks.accept(Diagnostic.warning(at(), message));
    }

    public void note(String message) {
        remarks.accept(Diagnostic.note(at(), message));
    }
}
