package dev.culvert.directive;

import java.util.HashMap;
import java.util.Map;

/** What a section's directives say: an immutable map from settings to their values. */
public final class Settings {
    public static final Settings NONE = new Settings(Map.of());

    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** The value that was written, or the directive's default. */
    @SuppressWarnings("unchecked") // put() is the only way in, and it takes matching types
    public <V> V get(Setting<V> setting) {
        Object value = values.get(setting);
        return value == null ? setting.initial() : (V) value;
    }

    public boolean has(Setting<?> setting) {
        return values.containsKey(setting);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These settings with one of them replaced. */
    public <V> Settings put(Setting<V> setting, V value) {
        Map<Setting<?>, Object> all = new HashMap<>(values);
        all.put(setting, value);
        return new Settings(all);
    }

    /** What holds inside a section that says {@code inner}, when these hold outside of it. */
    public Settings with(Settings inner, Place inside) {
        if (inner.isEmpty()) {
            return this;
        }
        Map<Setting<?>, Object> all = new HashMap<>(values);
        inner.values.keySet().forEach(setting -> all.put(setting, merged(setting, inner, inside)));
        return new Settings(all);
    }

    /** Whether the same was said, as far as the values can tell: two readings of one pattern are not the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    private <V> Object merged(Setting<V> setting, Settings inner, Place inside) {
        V value = inner.get(setting);
        return has(setting) ? setting.merge(get(setting), value, inside) : value;
    }
}
