package dev.culvert.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.world.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a mapped path leads in a real directory. */
class DocumentsTest {
    @TempDir
    private Path root;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(root.resolve("f.txt"), "file");
        Files.createDirectories(root.resolve("d/e"));
    }

    @ParameterizedTest
    @CsvSource({
        "/f.txt, FILE, /f.txt, ''", "/f.txt/x/y, FILE, /f.txt, /x/y", "/f.txt/, FILE, /f.txt, /",
        "/d, DIRECTORY, /d/, ''", "/d/, DIRECTORY, /d/, ''", "/d/e/, DIRECTORY, /d/e/, ''",
        "/nope, ABSENT, /nope, ''", "/d/nope/x/y, ABSENT, /d/nope, /x/y", "/nope/, ABSENT, /nope, /"
    })
    void finds(String path, String kind, String filename, String pathInfo) {
        Documents.Found found = find(root + path);
        assertThat(found.facts().kind().name()).isEqualTo(kind);
        assertThat(found.filename()).isEqualTo(root + filename);
        assertThat(found.pathInfo()).isEqualTo(pathInfo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/../f.txt", "/./f.txt", "/../", "/f\0.txt"})
    void whatWasNotResolvedLeadsNowhere(String path) {
        Documents.Found found = find(root + path);
        assertThat(found.path()).isEmpty();
        assertThat(found.facts().exists()).isFalse();
    }

    @Test
    void aPathWithoutEndIsNotFollowed() {
        assertThat(find(root + "/x".repeat(10_000)).facts().exists()).isFalse();
    }

    private static Documents.Found find(String file) {
        return Documents.find(file, Answers.foundAtOnce());
    }
}
