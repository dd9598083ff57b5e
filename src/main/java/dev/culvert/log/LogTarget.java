package dev.culvert.log;

import dev.culvert.directive.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a log goes. Equal targets are one sink. */
sealed interface LogTarget {
    /** @param path relative to ServerRoot until {@link LogFiles} has resolved it */
    record Plain(String path) implements LogTarget {}

    /** A program that reads the lines. */
    record Pipe(String written, List<String> command) implements LogTarget {
        public Pipe {
            command = List.copyOf(command);
        }
    }

    /** A stream that the process was started with. */
    enum Standard implements LogTarget {
        OUT,
        ERR
    }

    static LogTarget read(Args args, String word) {
        if (word.startsWith("|")) {
            return pipe(args, word.substring(1));
        }
        if (word.isEmpty()) {
            throw args.error(args.name() + " expects a file or \"|command\", but was empty");
        }
        String folded = word.toLowerCase(Locale.ROOT);
        if (folded.equals("syslog") || folded.startsWith("syslog:")) {
            throw args.error(args.name() + " expects a file, \"|command\" or /dev/stderr, but was '" + word
                    + "': Culvert does not speak to syslog itself; \"|logger -t culvert\" does");
        }
        return file(word);
    }

    private static LogTarget file(String path) {
        return switch (path) {
            case "/dev/stderr", "/proc/self/fd/2" -> Standard.ERR;
            case "/dev/stdout", "/proc/self/fd/1" -> Standard.OUT;
            default -> new Plain(path);
        };
    }

    // httpd: "|" and "||" start the program itself; only "|$" asks the shell.
    private static LogTarget pipe(Args args, String rest) {
        String program = rest.startsWith("|") || rest.startsWith("$") ? rest.substring(1) : rest;
        List<String> command = rest.startsWith("$") ? List.of("/bin/sh", "-c", program) : words(program);
        if (program.isBlank()) {
            throw args.error(args.name() + " expects a command after |, but there was none");
        }
        return new Pipe(program, command);
    }

    /** Splits at white space; quotes hold words together and a backslash keeps the character after it. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean outside = quote == 0;
            if (outside && (c == ' ' || c == '\t')) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
                continue;
            }
            inWord = true;
            if (outside && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                boolean kept = c == '\\' && i + 1 < command.length();
                word.append(kept ? command.charAt(++i) : c);
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
