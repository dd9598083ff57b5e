package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.http.Octets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one line of Header or RequestHeader. */
final class HeaderEditReader {
    private static final String ACTIONS = "add, set, setifempty, append, merge, unset, echo, note, edit or edit*";
    private static final String REQUEST_ACTIONS = "add, set, setifempty, append, merge, unset, edit or edit*";
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private final Args args;
    private final Deque<String> words;
    private HeaderEdit.Table table;

    private HeaderEditReader(Args args, HeaderEdit.Table table) {
        this.args = args;
        this.words = new ArrayDeque<>(args.all());
        this.table = table;
    }

    /** @return nothing for a line that can do nothing here */
    static Optional<HeaderEdit> response(Args args) {
        HeaderEditReader reader = new HeaderEditReader(args, HeaderEdit.Table.ON_SUCCESS);
        reader.readTable();
        return reader.read();
    }

    static Optional<HeaderEdit> request(Args args) {
        return new HeaderEditReader(args, HeaderEdit.Table.REQUEST).read();
    }

    private void readTable() {
        switch (Optional.ofNullable(words.peek()).orElse("").toLowerCase(Locale.ROOT)) {
            case "always" -> table = HeaderEdit.Table.ALWAYS;
            case "onsuccess" -> table = HeaderEdit.Table.ON_SUCCESS;
            default -> {
                return;
            }
        }
        words.removeFirst();
    }

    private Optional<HeaderEdit> read() {
        String action = word("one of " + actions()).toLowerCase(Locale.ROOT);
        String header = header(action);
        HeaderAction read = action(action, header);
        HeaderEdit.When when = when();
        HeaderCondition condition = when == HeaderEdit.When.LATE ? condition() : new HeaderCondition.Unconditional();
        if (!words.isEmpty()) {
            throw error("expected nothing more, but was '" + words.peek() + "'");
        }
        if (FRAMING.contains(header.toLowerCase(Locale.ROOT)) && !action.equals("note")) {
            args.warn(args.name() + " on " + header + " has no effect: how long a message is, Culvert itself says");
            return Optional.empty();
        }
        return Optional.of(new HeaderEdit(table, when, header, read, condition));
    }

    private String actions() {
        return table == HeaderEdit.Table.REQUEST ? REQUEST_ACTIONS : ACTIONS;
    }

    private String header(String action) {
        List<String> known = List.of(ACTIONS.replace(" or ", ", ").split(", ", -1));
        if (!known.contains(action)) {
            throw error("expected one of " + actions() + ", but was '" + action + "'");
        }
        String written = word("the name of a header");
        int colon = written.indexOf(':');
        String name = colon < 0 || action.equals("echo") ? written : written.substring(0, colon);
        if (!action.equals("echo") && !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw error("expected the name of a header, but was '" + written + "'");
        }
        return name;
    }

    private HeaderAction action(String action, String header) {
        return switch (action) {
            case "set" -> new HeaderAction.Set(value());
            case "setifempty" -> new HeaderAction.SetIfEmpty(value());
            case "append" -> new HeaderAction.Append(value());
            case "merge" -> new HeaderAction.Merge(value());
            case "add" -> new HeaderAction.Add(value());
            case "unset" -> new HeaderAction.Unset();
            case "edit" -> edit(HeaderAction.Extent.FIRST);
            case "edit*" -> edit(HeaderAction.Extent.ALL);
            case "echo" -> new HeaderAction.Echo(Patterns.read(ofAnswersOnly(action), header));
            default -> new HeaderAction.Note(HeaderValueReader.read(ofAnswersOnly(action), word("the name of a note")));
        };
    }

    private Args ofAnswersOnly(String action) {
        if (table == HeaderEdit.Table.REQUEST) {
            throw error("expected one of " + REQUEST_ACTIONS + ", but was '" + action + "', which is for Header alone");
        }
        return args;
    }

    private HeaderValue value() {
        return HeaderValueReader.read(args, word("a value"));
    }

    private HeaderAction edit(HeaderAction.Extent extent) {
        String source = word("a regular expression and what to put in its place");
        String by = word("what to put in the place of '" + source + "'");
        Replacement replacement = Replacement.of(Octets.of(source)).orElseThrow(() ->
                error("expected a regular expression, but '" + source + "' is none"));
        return new HeaderAction.Edit(replacement, HeaderValueReader.read(args, by), extent);
    }

    private HeaderEdit.When when() {
        if (!Optional.ofNullable(words.peek()).orElse("").equalsIgnoreCase("early")) {
            return HeaderEdit.When.LATE;
        }
        words.removeFirst();
        if (args.place().isSection()) {
            args.warn(args.name() + " with 'early' has no effect in " + args.place() + ": it comes before sections are looked at");
            return HeaderEdit.When.NEVER;
        }
        return HeaderEdit.When.EARLY;
    }

    private HeaderCondition condition() {
        String word = Optional.ofNullable(words.poll()).orElse("");
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return new HeaderCondition.Unconditional();
        } else if (lower.startsWith("env=")) {
            return variable(word.substring("env=".length()));
        } else if (lower.startsWith("expr=")) {
            return new HeaderCondition.If(expression(word.substring("expr=".length())));
        }
        throw error("expected early, env=NAME, env=!NAME or expr=EXPRESSION, but was '" + word + "'");
    }

    private HeaderCondition variable(String written) {
        boolean negated = written.startsWith("!");
        String name = negated ? written.substring(1) : written;
        if (name.isEmpty()) {
            throw error("expected env= with the name of a variable, but was 'env=" + written + "'");
        }
        return negated ? new HeaderCondition.IfUnset(name) : new HeaderCondition.IfSet(name);
    }

    private Expression expression(String source) {
        try {
            return Expression.parse(Octets.of(source));
        } catch (BadExpression wrong) {
            throw error("the condition cannot be read: " + wrong.getMessage());
        }
    }

    private String word(String expected) {
        return Optional.ofNullable(words.poll()).orElseThrow(() -> error("expected " + expected + ", but the line ends there"));
    }

    private Misread error(String message) {
        return args.error(args.name() + ": " + message);
    }
}
