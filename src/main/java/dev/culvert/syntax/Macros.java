package dev.culvert.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The macros defined so far. Their names are compared without case. */
final class Macros {
    static final int DEEPEST = 128;

    private final Map<String, Macro> known = new HashMap<>();
    private final Deque<String> inUse = new ArrayDeque<>();
    private final Findings findings;
    private final Allowance allowance;

    Macros(Findings findings, Allowance allowance) {
        this.findings = findings;
        this.allowance = allowance;
    }

    void define(Macro macro) {
        Position at = macro.name().at();
        macro.plainParameters().forEach(parameter -> findings.warn(at, "<Macro " + macro.name() + "> has the parameter "
                + parameter + ", which replaces every such text; a name such as $" + parameter + " would not"));
        Optional.ofNullable(known.put(key(macro.name().text()), macro)).ifPresent(before -> findings.warn(at,
                "<Macro " + macro.name() + "> takes the place of the one at " + before.name().at()));
    }

    void undefine(String name) {
        if (known.remove(key(name)) == null) {
            throw new Fault("UndefMacro expected a macro that is defined above, but was '" + name + "'" + hint(name));
        }
    }

    /** Hands on the lines of a macro, one by one. */
    void use(String name, List<String> arguments, Consumer<LogicalLine> lines) {
        Macro macro = known.get(key(name));
        if (macro == null) {
            throw new Fault("Use expected a macro that is defined above, but was '" + name + "'" + hint(name));
        }
        refuseLoop(macro);
        List<LogicalLine> expansion = macro.expand(arguments, allowance);
        inUse.addLast(key(name));
        try {
            expansion.forEach(lines);
        } finally {
            inUse.removeLast();
        }
    }

    private void refuseLoop(Macro macro) {
        if (inUse.contains(key(macro.name().text()))) {
            throw new Fault("Use expected another macro, but " + macro.name() + " is in use here already and would never end");
        }
        if (inUse.size() >= DEEPEST) {
            throw Fault.last("Expected macros that use each other at most " + DEEPEST + " deep, but "
                    + macro.name() + " is deeper");
        }
    }

    private String hint(String name) {
        return Suggestion.hint(name, known.values().stream().map(macro -> macro.name().text()).toList());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
