package dev.culvert.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What httpd 2.4.71 did, one file per case, for machines without httpd. */
final class Recorded {
    private static final Path SOURCE = Path.of("src/test/resources/parity");

    private Recorded() {}

    static List<String> facts(Case item) throws IOException {
        try (InputStream in = Recorded.class.getResourceAsStream("/parity/" + file(item))) {
            if (in == null) {
                throw new IOException("Expected recorded facts in parity/" + file(item) + " but there is no such resource.");
            }
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** What Culvert does instead, where that was accepted; empty if it was not written down yet. */
    static String accepted(String number) {
        try (InputStream in = Recorded.class.getResourceAsStream("/parity/" + accepts(number))) {
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the facts stand in the case itself they stay there. */
    static void accept(Case item, List<String> facts) throws IOException {
        if (!item.accepted().map(Case.Accepted::facts).orElse("").equals(accepted(item.number()))) {
            return;
        }
        Files.writeString(SOURCE.resolve(accepts(item.number())), String.join("\n", facts) + "\n");
    }

    private static String accepts(String number) {
        return number + ".culvert";
    }

    static void write(Case item, List<String> facts) throws IOException {
        Files.createDirectories(SOURCE);
        Files.writeString(SOURCE.resolve(file(item)), String.join("\n", facts) + "\n");
    }

    private static String file(Case item) {
        String letter = item.number().replaceAll("\\d", "");
        return String.format(java.util.Locale.ROOT, "%03d%s.facts", item.row(), letter);
    }
}
