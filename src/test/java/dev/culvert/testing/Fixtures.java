package dev.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Test cases that are files. A case is a text, perhaps further texts below headings of the form {@code == name}, a line
 * {@code ----------}, and what is expected.
 */
public final class Fixtures {
    private static final String LINE = "----------";
    private static final String HEADING = "== ";
    private static final Pattern LINES = Pattern.compile("(?<=\n)");

    private Fixtures() {
    }

    /**
     * One case.
     *
     * @param text what stands before the first heading
     * @param files what stands below each heading, by its name
     * @param expected what stands below the line, without blank ends
     */
    public record Fixture(String name, String text, Map<String, String> files, String expected) {
        /** Writes the further texts into a directory. */
        public void writeFiles(Path directory) throws IOException {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, file.getValue());
            }
        }
    }

    /** What a case is tried with. */
    @FunctionalInterface
    public interface Trial {
        void run(Fixture fixture) throws Exception;
    }

    /** A test for each {@code .case} file of a resource directory, in the order of their names. */
    public static Stream<DynamicTest> tests(String directory, Trial trial) {
        return files(directory).stream()
                .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> trial.run(read(file))));
    }

    public static Fixture read(Path file) throws IOException {
        return parse(name(file), Files.readString(file));
    }

    public static Fixture parse(String name, String content) {
        int line = ("\n" + content).indexOf("\n" + LINE + "\n");
        if (line < 0) {
            throw new IllegalArgumentException("Expected a line " + LINE + " in " + name + ", but there is none");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        String current = "";
        for (String each : LINES.splitAsStream(content.substring(0, line)).toList()) {
            if (each.startsWith(HEADING)) {
                current = each.substring(HEADING.length()).strip();
                texts.put(current, "");
            } else {
                texts.merge(current, each, String::concat);
            }
        }
        String text = Objects.requireNonNullElse(texts.remove(""), "");
        return new Fixture(name, text, texts, content.substring(line + LINE.length() + 1).strip());
    }

    private static List<Path> files(String directory) {
        URL found = Objects.requireNonNull(Fixtures.class.getResource("/" + directory), directory);
        List<Path> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of(uri(found)))) {
            entries.filter(entry -> entry.toString().endsWith(".case")).sorted().forEach(all::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.case$", "");
    }
}
