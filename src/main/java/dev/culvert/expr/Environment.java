package dev.culvert.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of one request, by name with case: what SetEnvIf, SetEnv, rewrite rules and expressions share. */
public final class Environment {
    private final Map<String, String> values;

    public Environment() {
        this(Map.of());
    }

    public Environment(Map<String, String> initial) {
        this.values = new LinkedHashMap<>(initial);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public void set(String name, String value) {
        values.put(name, value);
    }

    public void unset(String name) {
        values.remove(name);
    }

    /** As it is now. */
    public Map<String, String> snapshot() {
        return Map.copyOf(values);
    }
}
