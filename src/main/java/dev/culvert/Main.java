package dev.culvert;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Security;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        rememberNoNames();
        // Not System.out: a log that is asked to write to /dev/stdout writes to the same descriptor, unbuffered.
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = switch (CommandLine.parse(args)) {
            case CommandLine.Understood(CommandLine line) -> new Program(line, out, err).run();
            case CommandLine.Misunderstood(String message) -> {
                err.println("culvert: " + message);
                err.print(CommandLine.USAGE);
                yield 1;
            }
        };
        if (code != Program.KEEPS_RUNNING) {
            System.exit(code);
        }
    }

    /**
     * How long a name's addresses are good is for addressttl= to say: the JVM's own memory of them would be asked first. It
     * reads these when the first name is looked up, and never again.
     */
    private static void rememberNoNames() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Security.setProperty("networkaddress.cache.stale.ttl", "0");
    }

    static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
