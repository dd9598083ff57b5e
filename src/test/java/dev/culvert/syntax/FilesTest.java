package dev.culvert.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file system may have in store. */
class FilesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aMissingFileIsNamedInHttpdsShape() {
        Path file = directory.resolve("none.conf");
        assertThat(read(file).diagnostics()).extracting(Diagnostic::print)
                .containsExactly("culvert: Could not open configuration file " + file + ": No such file or directory");
        assertThat(read(file).hasErrors()).isTrue();
    }

    @Test
    void aDirectoryIsNoConfiguration() {
        assertThat(read(directory).diagnostics()).extracting(Diagnostic::print)
                .containsExactly("culvert: Could not open configuration file " + directory + ": It is a directory");
    }

    @Test
    void filesAndDefinesAreListedInReadingOrder() throws IOException {
        Path other = Files.writeString(directory.resolve("b.conf"), "Define B 2\n");
        Path file = Files.writeString(directory.resolve("a.conf"), "Define Z\nInclude b.conf\nDefine A 1\nInclude b.conf\n");
        Reading reading = read(file);
        assertThat(reading.files()).containsExactly(file, other, other);
        assertThat(reading.defines()).containsExactly(
                Map.entry("CLI", ""), Map.entry("Z", ""), Map.entry("B", "2"), Map.entry("A", "1"));
    }

    @Test
    void anyByteIsReadAndRemarkedOn() throws IOException {
        Path file = Files.write(directory.resolve("a.conf"), "A caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Reading reading = read(file);
        assertThat(reading.nodes().getFirst().words()).extracting(Word::text).containsExactly("caf\u00e9");
        assertThat(reading.diagnostics()).singleElement().extracting(Diagnostic::kind).isEqualTo(Diagnostic.Kind.WARNING);
    }

    @Test
    void utf16IsNamed() throws IOException {
        Path file = Files.write(directory.resolve("a.conf"), "\ufeffA b\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(read(file).diagnostics()).singleElement().extracting(Diagnostic::print).asString().contains("UTF-16");
    }

    @Test
    void aDirectoryThatLinksToItselfEnds() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("conf"));
        Files.createSymbolicLink(inner.resolve("again"), inner);
        Files.createSymbolicLink(inner.resolve("more"), inner);
        Path file = Files.writeString(directory.resolve("a.conf"), "Include conf\nInclude c*/" + "*/".repeat(500) + "x\n");
        assertThat(read(file).diagnostics()).isNotEmpty().allMatch(Diagnostic::isError);
    }

    @Test
    void aFileThatIsReadByManyWaysEnds() throws IOException {
        for (int i = 1; i < 100; i++) {
            Files.writeString(directory.resolve("f" + i), "Include f%d\nInclude f%d\n".formatted(i - 1, i - 1));
        }
        Files.writeString(directory.resolve("f0"), "A\n");
        assertThat(read(directory.resolve("f99")).diagnostics()).singleElement()
                .extracting(Diagnostic::message).asString().contains("fits into memory");
    }

    @Test
    void devNullIsEmpty() {
        assertThat(read(Path.of("/dev/null")).diagnostics()).isEmpty();
    }

    private Reading read(Path file) {
        return new ConfigReader(new KnownWords(), directory, Set.of("CLI"), Map.of(), Allowance.LEAST)
                .read(file, List.of(), List.of());
    }
}
