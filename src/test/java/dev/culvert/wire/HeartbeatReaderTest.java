package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Heartbeat;
import dev.culvert.balance.Heartbeats;
import dev.culvert.world.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of heartbeats, and when it is read again. */
class HeartbeatReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final Heartbeats heartbeats = new Heartbeats(10);
    private final List<String> remarks = new ArrayList<>();
    private Path file;
    private HeartbeatReader reader;

    @BeforeEach
    void begin() {
        file = directory.resolve("hb.dat");
        reader = new HeartbeatReader(file, heartbeats, (Remark remark) -> remarks.add(remark.text()));
    }

    private void write(String text, Instant modified) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private int ready() {
        return heartbeats.of("10.0.0.1", 80, NOW).map(Heartbeat::ready).orElse(-1);
    }

    @Test
    void itIsReadWhenItHasChanged() throws Exception {
        write("10.0.0.1 &ready=1&busy=1&lastseen=1\n", NOW);
        reader.look();
        assertThat(ready()).isEqualTo(1);
        write("10.0.0.1 &ready=2&busy=1&lastseen=1\n", NOW);
        reader.look();
        assertThat(ready()).as("the same time and size, so it is not read").isEqualTo(1);
        write("10.0.0.1 &ready=3&busy=1&lastseen=1\n", NOW.plusSeconds(1));
        reader.look();
        assertThat(ready()).isEqualTo(3);
    }

    @Test
    void withoutItNobodyIsKnown() throws Exception {
        reader.look();
        reader.look();
        assertThat(remarks).containsExactly("HeartbeatStorage " + file + ": it cannot be read: there is no such file");
        write("10.0.0.1 &ready=1&busy=1&lastseen=1\n", NOW);
        reader.look();
        assertThat(ready()).isEqualTo(1);
        Files.delete(file);
        reader.look();
        assertThat(ready()).isEqualTo(-1);
        assertThat(remarks).hasSize(2);
    }

    @Test
    void whatIsWrongIsSaidOnceWhileItStaysTheSame() throws Exception {
        write("nonsense\n10.0.0.1 &ready=1&busy=1&lastseen=1\n", NOW);
        reader.look();
        write("nonsense\n10.0.0.1 &ready=1&busy=1&lastseen=0\n", NOW.plusSeconds(5));
        reader.look();
        assertThat(ready()).isEqualTo(1);
        assertThat(remarks).containsExactly(
                "HeartbeatStorage " + file + ": line 1 is left out: expected an address, a space and fields, but was 'nonsense'");
    }

    @Test
    void aFileHasABound() throws Exception {
        write("#".repeat((int) HeartbeatReader.LARGEST + 1), NOW);
        reader.look();
        reader.look();
        assertThat(remarks).containsExactly("HeartbeatStorage " + file + ": it cannot be read: it is larger than 1048576 bytes");
    }
}
