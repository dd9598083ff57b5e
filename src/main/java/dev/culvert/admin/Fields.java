package dev.culvert.admin;

import dev.culvert.http.Octets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a form, or of a query. */
final class Fields {
    /** httpd: so many bytes of the balancer manager's forms count. */
    private static final int MOST = 1024;

    static final Fields NONE = new Fields(Map.of());

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static Fields ofTarget(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? NONE : of(target.substring(mark + 1));
    }

    static Fields ofForm(String octets) {
        return ofForm(octets, MOST);
    }

    /**
     * @param octets where there are more than count, the field that is cut off is left out: half a URL is another one
     * @param most bytes that count
     */
    static Fields ofForm(String octets, int most) {
        if (octets.length() <= most) {
            return of(octets);
        }
        int end = octets.charAt(most) == '&' ? most : octets.lastIndexOf('&', most);
        return end < 0 ? NONE : of(octets.substring(0, end));
    }

    private static Fields of(String encoded) {
        Map<String, String> values = new HashMap<>();
        for (String pair : encoded.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            decoded(name).filter(known -> !known.isEmpty())
                    .ifPresent(known -> decoded(value).ifPresent(text -> values.put(known, text)));
        }
        return new Fields(values);
    }

    private static Optional<String> decoded(String text) {
        try {
            // A line break in a value would be one in a header that is made of it.
            return Optional.of(URLDecoder.decode(Octets.text(text), StandardCharsets.UTF_8))
                    .filter(plain -> plain.chars().noneMatch(Character::isISOControl));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Fields only(Set<String> names) {
        Map<String, String> some = new HashMap<>(values);
        some.keySet().retainAll(names);
        return new Fields(some);
    }

    /** These and others; the others win. */
    Fields with(Fields others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new Fields(all);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
