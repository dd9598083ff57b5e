package dev.culvert.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, and everything that it prints. */
final class Program implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<MatchResult> awaited = new CompletableFuture<>();
    private final Thread reader;

    private Program(Process process, Pattern sign, Consumer<String> listener) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> read(sign, listener));
    }

    /** @param sign what a line is searched for, to be had from {@link #await} */
    static Program start(Path directory, Pattern sign, List<String> command) throws IOException {
        return start(directory, sign, command, _ -> {});
    }

    /** @param listener is told each line as it comes, on another thread */
    static Program start(Path directory, Pattern sign, List<String> command, Consumer<String> listener) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        return new Program(builder.start(), sign, listener);
    }

    /** A class of ours, or of the tests, in a Java of its own. */
    static Program java(String sign, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java"), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return start(Path.of(""), Pattern.compile(sign), command);
    }

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    long pid() {
        return process.pid();
    }

    /** Culvert itself, as the demo on a port that the system picks. */
    static Program demo(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                tool("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.culvert.Main",
                "--demo",
                "-C",
                "Define DEMO_LISTEN 127.0.0.1:0"));
        command.addAll(List.of(arguments));
        return start(Path.of(""), Pattern.compile("Culvert demo: (http://127\\.0\\.0\\.1:(\\d+)/)"), command);
    }

    private void read(Pattern sign, Consumer<String> listener) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                listener.accept(line);
                Matcher found = sign.matcher(line);
                if (found.find()) {
                    awaited.complete(found.toMatchResult());
                }
            }
        } catch (IOException e) {
            printed.add(e.toString());
        }
        awaited.completeExceptionally(new IOException("It ended first, having printed:\n" + printed()));
    }

    /** The first line that had the sign in it. */
    MatchResult await(long seconds) throws Exception {
        try {
            return awaited.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Nothing in " + seconds + " s but:\n" + printed(), e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Waits for the end, and answers the exit code. */
    int end(long seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IOException("Still running after " + seconds + " s, having printed:\n" + printed());
        }
        reader.join();
        return process.exitValue();
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        process.outputWriter().append(line).append('\n').flush();
    }

    /** @param signal such as STOP or KILL */
    void signal(String signal) throws Exception {
        List<String> command = List.of("sh", "-c", "kill -" + signal + " " + process.pid());
        Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kill.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    String printed() {
        return String.join("\n", printed);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
