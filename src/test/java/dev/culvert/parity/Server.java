package dev.culvert.parity;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A subject at work with one configuration. */
final class Server implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int READY_SECONDS = 20;

    private final Site site;
    private final Process process;
    private final Thread atExit;

    private Server(Site site, Process process) {
        this.site = site;
        this.process = process;
        this.atExit = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts and waits until connections are accepted. A port that somebody else took meanwhile is worth another try. */
    static Server start(Subject subject, Setup setup) throws IOException {
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Site site = Site.fresh();
            Server server = new Server(site, launch(subject, setup, site));
            if (server.accepts()) {
                return server;
            }
            why = server.output();
            server.close();
        }
        throw new IOException("Expected " + subject.name() + " to start with setup '" + setup.name() + "' but: " + why);
    }

    /** Runs {@code -t} over a configuration. */
    static Check check(Subject subject, String config) throws IOException {
        try (Site site = Site.fresh()) {
            Path file = site.directory().resolve("checked.conf");
            String before = site.fill(subject.prologue() + Setup.PREAMBLE);
            Files.writeString(file, before + site.fill(config));
            Process process = process(subject, site, List.of("-t", "-f", file.toString()));
            boolean done = waitFor(process, READY_SECONDS);
            end(process);
            String errors = site.normal(Files.readString(site.directory().resolve("err")));
            return new Check(done ? process.exitValue() : -1, counted(errors, (int) before.lines().count()),
                    Files.readString(site.directory().resolve("out")));
        }
    }

    /** The text with line numbers counted from that line on. */
    private static String counted(String text, int offset) {
        return Pattern.compile("on line (\\d+)").matcher(text)
                .replaceAll(found -> "on line " + (Integer.parseInt(found.group(1)) - offset));
    }

    /** What {@code -t} said: the exit status and both streams, with changing names replaced. */
    record Check(int status, String errors, String output) {}

    Site site() {
        return site;
    }

    /** SIGTERM, and the time to go. */
    void terminate() {
        process.destroy();
        waitFor(process, READY_SECONDS);
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end(process);
        site.close();
    }

    private static Process launch(Subject subject, Setup setup, Site site) throws IOException {
        site.furnish(setup.files());
        Path file = site.directory().resolve("parity.conf");
        Files.writeString(file, site.fill(subject.prologue() + setup.whole()));
        return process(subject, site, List.of("-DFOREGROUND", "-f", file.toString()));
    }

    private static Process process(Subject subject, Site site, List<String> options) throws IOException {
        var command = new ArrayList<>(subject.command());
        command.addAll(options);
        File directory = site.directory().toFile();
        return new ProcessBuilder(command).directory(directory)
                .redirectOutput(new File(directory, "out")).redirectError(new File(directory, "err")).start();
    }

    private boolean accepts() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline) {
            if (connects()) {
                return true;
            }
            if (waitFor(process, 20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    private boolean connects() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String output() {
        var text = new StringBuilder(process.isAlive() ? "it accepts no connection. " : "it ended. ");
        for (String name : List.of("out", "err", "error.log")) {
            Path file = site.directory().resolve(name);
            text.append(Files.exists(file) ? read(file) : "");
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!waitFor(process, 5)) {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean waitFor(Process process, int seconds) {
        return waitFor(process, seconds, TimeUnit.SECONDS);
    }

    private static boolean waitFor(Process process, int time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
