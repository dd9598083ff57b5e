package dev.culvert.rewrite;

import dev.culvert.world.Question;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What a map file says as it was at one time.
 *
 * @param modified milliseconds since 1970
 * @param size in bytes
 */
record MapFile(Path file, long modified, long size) implements Question<MapFile.Content> {
    /** Bytes; what lies behind is not read. */
    static final int LONGEST = 64 * 1024 * 1024;

    private static final String BLANKS = " \t\r\f\u000b";

    /** @param values by their keys; the first line of a key counts */
    record Content(MapFile of, Map<String, String> values) {
        static final Content NONE = new Content(new MapFile(Path.of(""), -1, -1), Map.of());

        boolean isOf(MapFile other) {
            return of.equals(other);
        }
    }

    @Override
    public Content find() {
        Map<String, String> values = new HashMap<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            InputStream limited = new ByteArrayInputStream(bytes.readNBytes(LONGEST));
            BufferedReader lines = new BufferedReader(new InputStreamReader(limited, StandardCharsets.ISO_8859_1));
            lines.lines().forEach(line -> add(line, values));
        } catch (IOException _) {
            // httpd: a file that went away has nothing in it.
            return new Content(this, Map.of());
        }
        return new Content(this, values);
    }

    private static void add(String line, Map<String, String> values) {
        if (line.isEmpty() || line.charAt(0) == '#' || BLANKS.indexOf(line.charAt(0)) >= 0) {
            return;
        }
        StringTokenizer words = new StringTokenizer(line, BLANKS);
        String key = words.nextToken();
        if (words.hasMoreTokens()) {
            values.putIfAbsent(key, words.nextToken());
        }
    }
}
