package dev.culvert.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Goes through the lines of one file and grows the tree. A section ends in the file that began it. */
final class Walk {
    /** Sections within each other, those around an included file counted too: whoever reads the tree may recurse. */
    static final int DEEPEST = 200;

    private final Pass pass;
    private final List<Node> into;
    private final int depth;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Deque<List<Node>> bodies = new ArrayDeque<>();

    Walk(Pass pass, List<Node> into, int depth) {
        this.pass = pass;
        this.into = into;
        this.depth = depth;
    }

    void read(Iterator<LogicalLine> lines) {
        while (!pass.findings().ended() && lines.hasNext()) {
            accept(lines.next());
        }
        if (!pass.findings().ended()) {
            open.descendingIterator().forEachRemaining(this::complain);
        }
    }

    /** Also takes the lines of a macro, which may begin or end a section of the file that uses it. */
    void accept(LogicalLine line) {
        if (pass.findings().ended()) {
            return;
        }
        try {
            switch (open.peek()) {
                case Open.Gathered macro when macro.takes(line) -> { }
                case Open.Skipped _ when !line.text().startsWith("<") -> { }
                case null, default -> dispatch(line);
            }
        } catch (Fault fault) {
            pass.findings().fault(line.at(), fault);
        }
    }

    /** The list that the next node belongs into. */
    List<Node> body() {
        return bodies.isEmpty() ? into : bodies.getFirst();
    }

    int depth() {
        return depth + open.size();
    }

    private void dispatch(LogicalLine line) {
        if (line.text().startsWith("</")) {
            close(line);
        } else if (line.text().startsWith("<")) {
            open(line);
        } else {
            new Directive(pass, this).read(line);
        }
    }

    private void open(LogicalLine line) {
        Tag tag = Tag.opening(line.text());
        if (depth() >= DEEPEST) {
            throw Fault.last("Expected sections nested at most " + DEEPEST + " deep, but <" + tag.name() + "> is deeper");
        }
        if (open.peek() instanceof Open.Skipped) {
            open.push(new Open.Skipped(new Word(tag.name(), line.at())));
        } else if (tag.name().isEmpty()) {
            throw new Fault("Expected the name of a section right after '<', but there is none");
        } else {
            push(tag, line.at());
        }
    }

    private void push(Tag tag, Position at) {
        Word name = new Word(pass.expand(tag.name(), at), at);
        String rest = pass.expand(tag.rest(), at);
        remark(tag, at);
        if (Conditions.decides(name.text())) {
            open.push(decide(name, rest));
        } else if (name.text().equalsIgnoreCase("Macro")) {
            open.push(new Open.Gathered(name, pass.words(tag.rest(), at)));
        } else {
            Open.Kept section = new Open.Kept(name, pass.words(tag.rest(), at), rest, new ArrayList<>());
            open.push(section);
            bodies.push(section.body());
        }
    }

    private Open decide(Word name, String rest) {
        try {
            return pass.holds(name, rest) ? new Open.Passed(name) : new Open.Skipped(name);
        } catch (Fault fault) {
            pass.findings().fault(name.at(), fault);
            return new Open.Skipped(name);
        }
    }

    private void remark(Tag tag, Position at) {
        if (tag.end() == Tag.End.MISSING) {
            pass.findings().structure(at, "<" + tag.name() + "> expected '>' at the end of the line, but there is none");
        } else if (!tag.tail().isEmpty()) {
            pass.findings().warn(at, "<" + tag.name() + "> ends at its last '>'; what follows means nothing: " + tag.tail());
        }
    }

    private void close(LogicalLine line) {
        Tag tag = Tag.closing(line.text());
        String name = open.peek() instanceof Open.Skipped ? tag.name() : pass.expand(tag.name(), line.at());
        if (name.isEmpty()) {
            throw new Fault("Expected the name of a section right after '</', but there is none");
        }
        if (tag.end() == Tag.End.MISSING) {
            pass.findings().structure(line.at(), "</" + name + "> expected '>' right after the name, but there is none");
        }
        Open last = open.peek();
        if (last == null) {
            throw new Fault("Expected </" + name + "> to end a section, but no <" + name + "> has begun in this file");
        }
        if (isNamed(last, name)) {
            pop();
        } else {
            mismatch(last, name);
        }
    }

    /** Ends as much as the line seems to mean, so that one slip makes one error. */
    private void mismatch(Open last, String name) {
        if (open.stream().anyMatch(section -> isNamed(section, name))) {
            while (!isNamed(open.element(), name)) {
                pop();
            }
            pop();
        }
        throw new Fault("Expected </" + last.name() + "> for the section that began on line " + last.name().at().line()
                + ", but was </" + name + ">");
    }

    private void pop() {
        switch (open.pop()) {
            case Open.Kept(Word name, List<Word> words, String rest, List<Node> body) -> {
                bodies.pop();
                body().add(new Node.Block(name, words, rest, body));
            }
            case Open.Gathered macro -> pass.macros().define(macro.macro());
            case Open.Passed _, Open.Skipped _ -> { }
        }
    }

    private void complain(Open section) {
        pass.findings().structure(section.name().at(), "Expected </" + section.name() + "> before the end of the file,"
                + " but <" + section.name() + "> is never closed");
    }

    private static boolean isNamed(Open section, String name) {
        return section.name().text().equalsIgnoreCase(name);
    }
}
