package dev.culvert;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code -k upgrade}: starts the program that was called once more, to serve in the place of the one that does. That one
 * serves until the new one has said in the PidFile that it does: whatever goes wrong before, nothing has changed.
 */
final class Upgrade {
    private static final String PREDECESSOR = "CULVERT_PREDECESSOR";
    private static final File NOTHING = new File("/dev/null");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);

    private Upgrade() {}

    /** The process in whose place this one was started to serve. */
    static OptionalLong predecessor() {
        String pid = System.getenv(PREDECESSOR);
        return pid == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid));
    }

    /**
     * Waits until the new one serves.
     *
     * @param running that serves
     * @param file in which the new one says that it does
     * @return the exit code
     * @throws IOException if it cannot be started
     */
    static int from(long running, PidFile file, PrintStream err) throws IOException {
        // A session of its own: whoever interrupts the terminal that it was called from does not mean the server.
        List<String> call = Stream.concat(setsid().stream(), thisCall().stream()).toList();
        ProcessBuilder again = new ProcessBuilder(call).inheritIO().redirectInput(NOTHING);
        again.environment().put(PREDECESSOR, String.valueOf(running));
        Process next = again.start();
        Optional<String> trouble = awaitService(next, file);
        if (trouble.isEmpty()) {
            return done(next, running, err);
        }
        if (serves(next, file)) {
            return done(next, running, err); // just now
        }
        next.destroy();
        err.println("culvert: -k upgrade: the new program " + trouble.get() + "; pid " + running + " serves as before");
        return 1;
    }

    private static int done(Process next, long running, PrintStream err) {
        err.println("culvert (pid " + next.pid() + ") serves; pid " + running + " leaves");
        return 0;
    }

    private static boolean serves(Process next, PidFile file) throws IOException {
        return next.isAlive() && file.number().filter(pid -> pid == next.pid()).isPresent();
    }

    /** Of util-linux; where it is not, the new one stays in the caller's session. It becomes the program it is told to start. */
    private static Optional<String> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid").filter(file -> Files.isExecutable(Path.of(file))).findFirst();
    }

    private static Optional<String> awaitService(Process next, PidFile file) throws IOException {
        try {
            for (long waited = 0; waited < PATIENCE.toNanos(); waited += LOOK.toNanos()) {
                if (next.waitFor(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                    return Optional.of("ended with " + next.exitValue());
                }
                if (serves(next, file)) {
                    return Optional.empty();
                }
            }
            return Optional.of("does not serve after " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Java's own account of it is cut where it is long. */
    private static List<String> thisCall() throws IOException {
        Path account = Path.of("/proc/self/cmdline");
        if (!Files.isReadable(account)) {
            throw new IOException("this system has no " + account + ": stop the one that runs, and start the new one");
        }
        List<String> words = new ArrayList<>(List.of(Files.readString(account, StandardCharsets.UTF_8).split("\0", -1)));
        words.removeLast(); // nothing, behind the last NUL
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return words;
    }
}
