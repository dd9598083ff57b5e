package dev.culvert.expr;

import dev.culvert.world.Question;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is in a file, one byte per char; nothing if it cannot be read or is longer than {@link #LIMIT}. */
record FileContent(Path path) implements Question<String> {
    /** Bytes. httpd stops at the same size. */
    static final int LIMIT = 10 << 20;

    @Override
    public String find() {
        // A pipe or a device could keep its reader waiting for ever.
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LIMIT + 1);
            return content.length > LIMIT ? "" : Octets.of(content);
        } catch (IOException _) {
            return "";
        }
    }
}
