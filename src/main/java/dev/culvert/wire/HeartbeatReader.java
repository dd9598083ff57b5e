package dev.culvert.wire;

import dev.culvert.balance.HeartbeatFile;
import dev.culvert.balance.Heartbeats;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads the file of HeartbeatStorage again whenever it has changed. Not to be asked from an event loop. */
final class HeartbeatReader {
    /** Bytes; a line has about 60. */
    static final long LARGEST = 1 << 20;

    private record Stamp(FileTime modified, long size, String key) {}

    private final Path file;
    private final Heartbeats heartbeats;
    private final Consumer<Remark> remarks;
    private final AtomicBoolean looking = new AtomicBoolean();
    private Optional<Stamp> last = Optional.empty();
    private List<String> said = List.of();

    /** @param remarks what is wrong with the file, once while it stays the same */
    HeartbeatReader(Path file, Heartbeats heartbeats, Consumer<Remark> remarks) {
        this.file = file;
        this.heartbeats = heartbeats;
        this.remarks = remarks;
    }

    /** Looks whether it has changed, and reads it if so, unless somebody does already: a disk may hang. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            try {
                readIfChanged();
            } finally {
                looking.set(false);
            }
        }
    }

    private void readIfChanged() {
        try {
            Optional<Stamp> now = Optional.of(stamp());
            if (!now.equals(last)) {
                last = now;
                read();
            }
        } catch (IOException failure) {
            // httpd: who cannot be read about is not chosen.
            last = Optional.empty();
            heartbeats.stored(List.of());
            say("AH01213", List.of("it cannot be read: " + reason(failure)));
        }
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(facts.lastModifiedTime(), facts.size(), String.valueOf(facts.fileKey()));
    }

    private void read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        HeartbeatFile content = HeartbeatFile.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        heartbeats.stored(content.heartbeats());
        say("", content.remarks());
    }

    private void say(String number, List<String> sentences) {
        if (!sentences.equals(said)) {
            said = sentences;
            sentences.forEach(text -> remarks.accept(new Remark(Level.WARN, "lbmethod_heartbeat", number, "HeartbeatStorage "
                    + file + ": " + text)));
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException ? "there is no such file" : String.valueOf(failure.getMessage());
    }
}
