package dev.culvert.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which module of httpd a directive belongs to, for directives that Culvert does not have. */
final class KnownDirectives {
    private static final String TABLE = "httpd-directives.txt";

    private KnownDirectives() {}

    /** Read only when somebody asks, which is when something is wrong. */
    private static final class Table {
        static final Map<String, String> MODULES = read();
    }

    static Optional<String> moduleOfDirective(String name) {
        return Optional.ofNullable(Table.MODULES.get(name.toLowerCase(Locale.ROOT)));
    }

    static Optional<String> moduleOfSection(String name) {
        return moduleOfDirective("<" + name);
    }

    private static Map<String, String> read() {
        Map<String, String> modules = new HashMap<>();
        try (InputStream bytes = Objects.requireNonNull(KnownDirectives.class.getResourceAsStream(TABLE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(line, modules));
            return modules;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void add(String line, Map<String, String> modules) {
        String[] words = line.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            modules.putIfAbsent(words[i].toLowerCase(Locale.ROOT), words[0]);
        }
    }
}
