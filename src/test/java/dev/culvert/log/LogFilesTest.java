package dev.culvert.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.directive.Settings;
import dev.culvert.proxy.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class LogFilesTest {
    @TempDir
    private Path root;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final GatedStream out = new GatedStream();
    private final TestClock clock = new TestClock();
    private final List<LogFiles> opened = new ArrayList<>();

    @AfterEach
    void close() {
        out.gate.countDown();
        opened.forEach(LogFiles::close);
    }

    @Test
    void appendsToAFileUnderServerRoot() throws IOException {
        Files.writeString(root.resolve("access"), "old\n");
        LogFiles files = files();
        access(files, "CustomLog access '%s %B'").write(Outcomes.page(200));
        files.flush();
        assertThat(root.resolve("access")).hasContent("old\n200 339\n");
    }

    @Test
    void closingWritesEverything() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog access '%s'");
        IntStream.range(0, 5000).forEach(_ -> log.write(Outcomes.page(200)));
        files.close();
        files.close();
        log.write(Outcomes.page(200));
        files.flush();
        assertThat(Files.readAllLines(root.resolve("access"))).hasSize(5000);
    }

    @Test
    void aFileNamedTwiceIsOneSink() throws IOException {
        LogFiles files = files();
        Settings settings = Lines.server("ErrorLog ./x", "CustomLog x '%s'", "CustomLog " + root + "/y/../x '%s'");
        LogSink sink = files.sink(settings.get(LogDirectives.ERROR_LOG));
        assertThat(AccessLog.logs(settings)).allSatisfy(log -> assertThat(files.sink(log.place())).isSameAs(sink));
    }

    @Test
    void conditionsAskTheRequestsVariables() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog some '%{a}e' env=a", "CustomLog others '%{a}e%{b}e' env=!a");
        log.write(Outcomes.with(Map.of("a", "1")));
        log.write(Outcomes.with(Map.of("b", "2")));
        files.flush();
        assertThat(root.resolve("some")).hasContent("1\n");
        assertThat(root.resolve("others")).hasContent("-2\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            CustomLog no/x '%s' ~ AH02297: CustomLog 'no/x' expects its directory to exist, but there is no \
            'ROOT/no' (test.conf:1)
            ErrorLog no/x ~ AH02291: ErrorLog 'no/x' expects its directory to exist, but there is no 'ROOT/no' (test.conf:1)
            CustomLog . '%s' ~ AH00649: CustomLog '.' expects a file it can append to, but it could not be opened: ROOT: \
            Is a directory (test.conf:1)
            """)
    void saysWhatCannotBeOpened(String line, String message) {
        LogFiles files = files();
        Settings settings = Lines.server(line);
        assertThatThrownBy(() -> open(files, settings))
                .isInstanceOf(LogFailure.class)
                .hasMessage(message.replace("ROOT", root.toString()));
    }

    @Test
    void aHostsErrorLogHasItsOwnNumber() {
        Settings host = Lines.host(Settings.NONE, "ErrorLog no/x");
        assertThatThrownBy(() -> files().check(host)).isInstanceOf(LogFailure.class)
                .hasMessageStartingWith("AH02292: ErrorLog 'no/x'");
    }

    @Test
    void checkingOpensNothing() throws IOException {
        files().check(Lines.server("ErrorLog errors", "CustomLog access '%s'"));
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"ErrorLog, AH00089", "TransferLog, AH00104"})
    void saysWhichProgramCannotBeStarted(String directive, String number) {
        Settings settings = Lines.server(directive + " |/nonexistent/program");
        assertThatThrownBy(() -> open(files(), settings))
                .isInstanceOf(LogFailure.class)
                .hasMessageStartingWith(number + ": " + directive + " '|/nonexistent/program' expects a program it can start,");
    }

    @Test
    void pipesIntoAProgram() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog '|$cat > " + root + "/piped' '%s'");
        IntStream.range(0, 1000).forEach(_ -> log.write(Outcomes.page(200)));
        files.close();
        assertThat(Files.readAllLines(root.resolve("piped"))).hasSize(1000).containsOnly("200");
    }

    @Test
    void startsAProgramAgainThatHasEnded() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog '|$head -n 1 >> " + root + "/piped' '%s'");
        await().untilAsserted(() -> {
            clock.now = clock.now.plus(PipeOutlet.SHORTEST_LIFE);
            log.write(Outcomes.page(200));
            files.flush();
            assertThat(Files.readAllLines(root.resolve("piped"))).hasSizeGreaterThan(1).containsOnly("200");
        });
        assertThat(errors(files)).contains("[log_config:error]").contains("AH00106: Log |$head -n 1");
    }

    @Test
    void givesUpOnAProgramThatEndsAtOnce() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog |true '%s'");
        await().untilAsserted(() -> {
            log.write(Outcomes.page(200));
            files.flush();
            assertThat(errors(files)).contains("Log |true cannot be written, its lines are dropped: the program ended as soon");
        });
    }

    @Test
    void letsGoOfAProgramThatDoesNotRead() throws Exception {
        PipeOutlet pipe = new PipeOutlet(List.of("sleep", "600"), clock, _ -> { });
        List<IOException> thrown = new ArrayList<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                pipe.write(new byte[LogSink.ROOM], LogSink.ROOM);
            } catch (IOException e) {
                thrown.add(e);
            }
        });
        await().until(() -> writer.getState() != Thread.State.NEW);
        pipe.abandon();
        writer.join();
        assertThat(thrown).hasSize(1);
    }

    @Test
    void dropsAndCountsWhatASlowReaderDoesNotTake() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog /dev/stdout '%{a}e'");
        int lines = 4000;
        Outcome kilobyte = Outcomes.with(Map.of("a", "x".repeat(1023)));
        IntStream.range(0, lines).forEach(_ -> log.write(kilobyte));
        out.gate.countDown();
        files.flush();
        long written = out.text().lines().count();
        assertThat(written).isBetween(1L, 2L * LogSink.ROOM / 1024);
        assertThat(errors(files)).contains("Log /dev/stdout could not keep up and has lost lines: " + (lines - written));
    }

    @Test
    void linesOfSeveralThreadsNeverInterleave() throws Exception {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog access '%{a}e'");
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> writing(log, Character.toString('a' + i).repeat(50)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        files.close();
        List<String> lines = Files.readAllLines(root.resolve("access"));
        assertThat(lines).hasSize(8 * 1000).allMatch(line -> line.matches("(.)\\1{49}"));
    }

    @Test
    void reopensAFileThatWasMovedAway() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog access '%s'");
        log.write(Outcomes.page(200));
        files.flush();
        Files.move(root.resolve("access"), root.resolve("access.1"));
        log.write(Outcomes.page(201));
        files.flush();
        files.reopen();
        log.write(Outcomes.page(202));
        files.flush();
        assertThat(root.resolve("access.1")).hasContent("200\n201\n");
        assertThat(root.resolve("access")).hasContent("202\n");
    }

    @Test
    void aTunnelWritesToTheFileThatIsThereAtItsEnd() throws IOException {
        LogFiles files = files();
        TunnelLines begun = access(files, "CustomLog access '%s %I'").begin(Outcomes.opened());
        Files.move(root.resolve("access"), root.resolve("access.1"));
        files.reopen();
        begun.finish(Outcomes.tunnel().tally());
        files.flush();
        assertThat(root.resolve("access.1")).isEmptyFile();
        assertThat(root.resolve("access")).hasContent("101 1005\n");
    }

    @Test
    void closesWhatIsNotNamedAnyMoreButTakesLateLines() throws IOException {
        LogFiles files = files();
        AccessLog old = access(files, "CustomLog old '%s'", "CustomLog kept '%s'");
        TunnelLines tunnel = old.begin(Outcomes.opened());
        old.write(Outcomes.page(200));
        files.keepOnly(List.of(Lines.server("CustomLog ./kept '%B'")));
        files.flush();
        assertThat(openFiles()).containsExactly("kept");
        tunnel.finish(Outcomes.tunnel().tally());
        old.write(Outcomes.page(201));
        files.flush();
        assertThat(root.resolve("old")).hasContent("200\n101\n201\n");
        assertThat(root.resolve("kept")).hasContent("200\n101\n201\n");
        assertThat(openFiles()).containsExactly("kept");
    }

    @Test
    void aLogMayBeNamedAgain() throws IOException {
        LogFiles files = files();
        AccessLog first = access(files, "CustomLog access 'first %s'");
        files.keepOnly(List.of());
        AccessLog second = access(files, "CustomLog access 'second %s'");
        first.write(Outcomes.page(200));
        second.write(Outcomes.page(200));
        files.flush();
        assertThat(root.resolve("access")).content().hasLineCount(2).contains("first 200", "second 200");
        assertThat(openFiles()).containsExactly("access");
    }

    @Test
    void endsAProgramThatIsNotNamedAnyMoreAndStartsItForLateLines() throws IOException {
        LogFiles files = files();
        AccessLog old = access(files, "CustomLog '|$cat >> " + root + "/piped; echo ended >> " + root + "/piped' '%s'");
        old.write(Outcomes.page(200));
        files.keepOnly(List.of(Settings.NONE));
        files.flush();
        assertThat(root.resolve("piped")).hasContent("200\nended\n");
        old.write(Outcomes.page(201));
        files.close();
        assertThat(root.resolve("piped")).hasContent("200\nended\n201\nended\n");
        assertThat(err.toString(UTF_8)).as("nothing went wrong").isEmpty();
    }

    private List<String> openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(LogFilesTest::target).filter(path -> path.startsWith(root)).map(path -> path.getFileName().toString()).toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closedMeanwhile) {
            return link;
        }
    }

    @Test
    void warnsOfANicknameThatNobodyHasDefined() throws IOException {
        LogFiles files = files();
        files.complainTo(ErrorLog.of(Lines.server("ErrorLog errors"), files));
        access(files, "CustomLog access combined");
        files.flush();
        assertThat(root.resolve("errors")).content().contains("[log_config:warn]")
                .contains("CustomLog writes 'combined' for every request: no LogFormat has that nickname (test.conf:1)");
        assertThat(err.size()).isZero();
    }

    @Test
    void tellsOfLossesOnce() throws IOException {
        LogFiles files = files();
        AccessLog log = access(files, "CustomLog access '%{a}e'");
        log.write(Outcomes.with(Map.of("a", "x".repeat(LogSink.ROOM))));
        log.write(Outcomes.page(200));
        files.flush();
        log.write(Outcomes.page(200));
        List<MatchResult> told = Pattern.compile("lost lines: 1").matcher(errors(files)).results().toList();
        assertThat(told).hasSize(1);
    }

    private Thread writing(AccessLog log, String text) {
        Outcome outcome = Outcomes.with(Map.of("a", text));
        return Thread.ofPlatform().start(() -> IntStream.range(0, 1000).forEach(_ -> log.write(outcome)));
    }

    private LogFiles files() {
        LogFiles files = new LogFiles(root, clock, out, err);
        opened.add(files);
        return files;
    }

    private static AccessLog access(LogFiles files, String... lines) throws IOException {
        return AccessLog.of(Lines.server(lines), files);
    }

    private static void open(LogFiles files, Settings settings) throws IOException {
        ErrorLog.of(settings, files);
        AccessLog.of(settings, files);
    }

    private String errors(LogFiles files) {
        files.flush();
        files.flush();
        return err.toString(UTF_8);
    }

    /** A reader that takes nothing until it is let. */
    private static final class GatedStream extends OutputStream {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(bytes, from, length);
        }

        private String text() {
            return taken.toString(UTF_8);
        }
    }

    private static final class TestClock extends Clock {
        private volatile Instant now = Outcomes.STARTED;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
