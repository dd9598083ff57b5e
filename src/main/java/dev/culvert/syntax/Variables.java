package dev.culvert.syntax;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What {@code Define} and {@code -D} have made known so far, and the environment behind it. */
final class Variables {
    private final Set<String> names;
    // httpd: a variable's name is looked up without case; <IfDefine> compares with case.
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> environment;
    private final Allowance allowance;

    Variables(Set<String> defined, Map<String, String> environment, Allowance allowance) {
        this.names = new LinkedHashSet<>(defined);
        this.environment = Map.copyOf(environment);
        this.allowance = allowance;
    }

    /** For {@code <IfDefine>}. Gives the name no value: httpd leaves {@code ${NAME}} as it is then. */
    void define(String name) {
        refuseColon("Define", name);
        names.add(name);
    }

    void define(String name, String value) {
        define(name);
        values.put(name, value);
    }

    void undefine(String name) {
        refuseColon("UnDefine", name);
        names.remove(name);
        values.remove(name);
    }

    boolean isDefined(String name) {
        return names.contains(name);
    }

    /** Every defined name with its value; one without a value is empty. */
    Map<String, String> defined() {
        Map<String, String> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, values.getOrDefault(name, "")));
        return all;
    }

    /**
     * Replaces {@code ${NAME}}. What a variable stands for is not looked at again.
     *
     * @param unknown is told each name that means nothing and therefore stays as it is
     */
    String expand(String text, Consumer<String> unknown) {
        int at = text.indexOf("${");
        return at < 0 || text.indexOf('}', at) < 0 ? text : expandFrom(at, text, unknown);
    }

    Optional<String> nearest(String name) {
        return Suggestion.nearest(name, values.keySet());
    }

    private String expandFrom(int first, String text, Consumer<String> unknown) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        int at = first;
        int end = text.indexOf('}', at);
        while (at >= 0 && end >= 0) {
            out.append(text, done, at).append(valueOf(text.substring(at + 2, end), unknown));
            done = end + 1;
            at = text.indexOf("${", done);
            end = text.indexOf('}', Math.max(at, done));
        }
        return out.append(text, done, text.length()).toString();
    }

    private String valueOf(String name, Consumer<String> unknown) {
        Optional<String> value = Optional.ofNullable(values.get(name)).or(() -> Optional.ofNullable(environment.get(name)));
        if (value.isEmpty() && name.indexOf(':') < 0) {
            // With a colon it is a look-up of RewriteMap's, to be done per request.
            unknown.accept(name);
        }
        String shown = value.orElseGet(() -> "${" + name + "}");
        allowance.charge(shown.length());
        return shown;
    }

    private static void refuseColon(String directive, String name) {
        if (name.isEmpty()) {
            throw new Fault(directive + " expected a name, but it was empty");
        }
        if (name.indexOf(':') >= 0) {
            throw new Fault(directive + " expected a name without ':', but was '" + name + "'; ${" + name
                    + "} would be a look-up in a map");
        }
    }
}
