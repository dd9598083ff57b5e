package dev.culvert.log;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that reads the lines. When it has ended, it is started again for the next ones. */
final class PipeOutlet implements Outlet {
    /** A program that ends sooner than this is broken; lines are dropped rather than processes started without end. */
    static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private static final int SECONDS_TO_FINISH = 5;

    private final List<String> command;
    private final Clock clock;
    private final Consumer<String> restarts;
    private volatile Process process;
    private volatile boolean abandoned;
    private boolean closed;
    private Instant started;

    /** @param restarts told why, each time the program had to be started again */
    PipeOutlet(List<String> command, Clock clock, Consumer<String> restarts) throws IOException {
        this.command = command;
        this.clock = clock;
        this.restarts = restarts;
        this.process = start(command);
        this.started = clock.instant();
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        if (closed && !abandoned) {
            begin();
        } else if (!process.isAlive()) {
            restart();
        }
        try {
            send(bytes, length);
        } catch (IOException _) {
            // It ended while it read. The whole batch goes to its successor: a line twice is better than a line lost.
            restart();
            send(bytes, length);
        }
    }

    private void send(byte[] bytes, int length) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(bytes, 0, length);
        input.flush();
    }

    private void restart() throws IOException {
        if (abandoned || clock.instant().isBefore(started.plus(SHORTEST_LIFE))) {
            throw new IOException("the program ended as soon as it was started");
        }
        process.destroy();
        begin();
        restarts.accept("the program had ended and was started again");
    }

    private void begin() throws IOException {
        process = start(command);
        started = clock.instant();
        closed = false;
    }

    // A program rotates its own files.
    @Override
    public void reopen() {}

    @Override
    public void close() throws IOException {
        closed = true;
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
        kill();
    }

    private void kill() {
        // A shell's children hold the pipe open too.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
