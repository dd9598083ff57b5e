package dev.culvert.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Header fields in the order and spelling in which they came. Names are compared without case. Immutable. */
public final class Headers {
    public static final Headers NONE = new Headers(new String[0]);

    /** Name, value, name, value: one array, since a head is read once and walked a few times. */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    public static Headers of(String... namesAndValues) {
        return new Headers(namesAndValues.clone());
    }

    public static Builder builder() {
        return new Builder(new ArrayList<>(32));
    }

    public Builder toBuilder() {
        return new Builder(new ArrayList<>(Arrays.asList(fields)));
    }

    public int size() {
        return fields.length / 2;
    }

    public String name(int index) {
        return fields[index * 2];
    }

    public String value(int index) {
        return fields[index * 2 + 1];
    }

    public Optional<String> first(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(value(index));
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < size(); i++) {
            if (name(i).equalsIgnoreCase(name)) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** All values of a name as one list value (RFC 9110 §5.3), or nothing if the name is absent. */
    public Optional<String> joined(String name) {
        int index = indexOf(name);
        if (index < 0) {
            return Optional.empty();
        }
        List<String> values = all(name);
        return Optional.of(values.size() == 1 ? values.getFirst() : String.join(", ", values));
    }

    /** The same fields, those of one name joined where the first stood (RFC 9110 §5.3). */
    public Headers compressed() {
        Builder all = new Builder(new ArrayList<>(fields.length));
        forEach(all::merge);
        return all.fields.size() == fields.length ? this : all.build();
    }

    /** Whether a list header such as {@code Connection} contains a token. */
    public boolean hasToken(String name, String token) {
        for (int i = 0; i < size(); i++) {
            if (name(i).equalsIgnoreCase(name) && Tokens.contains(value(i), token)) {
                return true;
            }
        }
        return false;
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size(); i++) {
            action.accept(name(i), value(i));
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return i / 2;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** Headers that are still being written. */
    public static final class Builder {
        private final List<String> fields;

        private Builder(List<String> fields) {
            this.fields = fields;
        }

        public Builder add(String name, String value) {
            fields.add(name);
            fields.add(value);
            return this;
        }

        public Builder addAll(Headers more) {
            more.forEach(this::add);
            return this;
        }

        /** Replaces the first field of that name where it stands and drops the others, or adds one at the end. */
        public Builder set(String name, String value) {
            boolean written = false;
            for (int i = 0; i < fields.size(); i += 2) {
                if (fields.get(i).equalsIgnoreCase(name)) {
                    if (written) {
                        drop(i);
                        i -= 2;
                    } else {
                        fields.set(i + 1, value);
                        written = true;
                    }
                }
            }
            return written ? this : add(name, value);
        }

        /** Joins a value to the field of that name where it stands, or adds one at the end. */
        public Builder merge(String name, String value) {
            for (int i = 0; i < fields.size(); i += 2) {
                if (fields.get(i).equalsIgnoreCase(name)) {
                    fields.set(i + 1, fields.get(i + 1) + ", " + value);
                    return this;
                }
            }
            return add(name, value);
        }

        public Builder remove(String name) {
            return removeIf(name::equalsIgnoreCase);
        }

        public Builder removeIf(Predicate<String> named) {
            for (int i = fields.size() - 2; i >= 0; i -= 2) {
                if (named.test(fields.get(i))) {
                    drop(i);
                }
            }
            return this;
        }

        public boolean has(String name) {
            for (int i = 0; i < fields.size(); i += 2) {
                if (fields.get(i).equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }

        private void drop(int index) {
            fields.remove(index + 1);
            fields.remove(index);
        }

        public Headers build() {
            return fields.isEmpty() ? NONE : new Headers(fields.toArray(String[]::new));
        }
    }
}
