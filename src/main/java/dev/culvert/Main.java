package dev.culvert;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
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

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
