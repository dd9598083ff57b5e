package dev.culvert.edit;

import dev.culvert.http.Octets;
import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What SetEnv, PassEnv and UnsetEnv of one section say.
 *
 * @param values by name
 * @param unset what the section takes from those around it
 */
record FixedVariables(Map<String, Value> values, Set<String> unset) {
    static final FixedVariables NONE = new FixedVariables(Map.of(), Set.of());

    /** Where a value comes from. */
    sealed interface Value {
        Optional<String> of(Subject subject, String name);
    }

    record Written(String text) implements Value {
        @Override
        public Optional<String> of(Subject subject, String name) {
            return Optional.of(text);
        }
    }

    /** From the process. */
    record Passed() implements Value {
        @Override
        public Optional<String> of(Subject subject, String name) {
            return Optional.ofNullable(subject.systemEnvironment().get(name)).map(Octets::of);
        }
    }

    FixedVariables set(String name, String value) {
        return with(name, new Written(value));
    }

    FixedVariables pass(String name) {
        return with(name, new Passed());
    }

    private FixedVariables with(String name, Value value) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.put(name, value);
        Set<String> others = new LinkedHashSet<>(unset);
        others.remove(name);
        return new FixedVariables(all, others);
    }

    FixedVariables unset(String name) {
        Map<String, Value> others = new LinkedHashMap<>(values);
        others.remove(name);
        Set<String> all = new LinkedHashSet<>(unset);
        all.add(name);
        return new FixedVariables(others, all);
    }

    FixedVariables with(FixedVariables inner) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.keySet().removeAll(inner.unset);
        all.putAll(inner.values);
        return new FixedVariables(all, unset);
    }

    /** httpd: a variable that is there already keeps its value. */
    void writeTo(Environment environment, Subject subject) {
        values.forEach((name, value) -> value.of(subject, name).filter(_ -> !environment.has(name))
                .ifPresent(text -> environment.set(name, text)));
    }
}
