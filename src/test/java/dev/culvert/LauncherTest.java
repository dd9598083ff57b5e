package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./culvert}, as far as it can be tried without a build. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("culvert").toAbsolutePath();

    @TempDir
    Path elsewhere = Path.of("");

    private record Run(int exit, String printed) {}

    @Test
    void isPlainShell() throws Exception {
        assertThat(Files.isExecutable(LAUNCHER)).isTrue();
        assertThat(run("", "sh", "-n", LAUNCHER.toString())).isEqualTo(new Run(0, ""));
    }

    @Test
    void saysWhichJdkItWasToldAndCannotUse() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("cv"), LAUNCHER);
        Run run = run(elsewhere.toString(), link.toString(), "-v");
        Files.delete(link);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.printed()).startsWith("culvert: CULVERT_JAVA_HOME is " + elsewhere).contains("JDK 25");
    }

    private Run run(String javaHome, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().put("CULVERT_JAVA_HOME", javaHome);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), printed);
    }
}
