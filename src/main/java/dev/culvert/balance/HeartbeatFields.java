package dev.culvert.balance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields {@code ready=75&busy=0} of a heartbeat, in which the last of a name counts and case does not. */
final class HeartbeatFields {
    /** One field is not what it has to be. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    private final Map<String, String> values = new HashMap<>();

    private HeartbeatFields() {}

    static HeartbeatFields of(String text) throws Malformed {
        HeartbeatFields fields = new HeartbeatFields();
        for (String field : text.split("&", -1)) {
            if (!field.isEmpty()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private void add(String field) throws Malformed {
        int equals = field.indexOf('=');
        // httpd: a name alone has the value 1.
        values.put(decoded(equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT),
                equals < 0 ? "1" : decoded(field.substring(equals + 1)));
    }

    private static String decoded(String text) throws Malformed {
        try {
            return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new Malformed("expected two hexadecimal digits behind each %, but was '" + text + "'");
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** @throws Malformed if it is there and no whole number, 0 or more */
    Optional<Integer> number(String name) throws Malformed {
        String text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Malformed("expected a whole number for " + name + ", but was '" + text + "'");
        }
        return Optional.of(Integer.valueOf(text));
    }

    int numberOr0(String name) throws Malformed {
        return number(name).orElse(0);
    }

    Optional<Integer> port() throws Malformed {
        Optional<Integer> port = number("port");
        if (port.isPresent() && port.get() > 65535) {
            throw new Malformed("expected a port up to 65535, but was " + port.get());
        }
        return port.filter(number -> number > 0);
    }
}
