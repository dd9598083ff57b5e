package dev.culvert;

import dev.culvert.CommandLine.DocumentRoots;
import dev.culvert.CommandLine.Sheet;
import dev.culvert.CommandLine.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads arguments the way getopt does: letters may share a dash, and a value may touch its letter. */
final class CommandLineReader {
    private final Deque<String> args;
    private final List<String> defines = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private Optional<String> file = Optional.empty();
    private Optional<String> serverRoot = Optional.empty();
    private Optional<String> level = Optional.empty();
    private Optional<String> log = Optional.empty();
    private DocumentRoots roots = DocumentRoots.CHECKED;
    private boolean checking;
    private final List<String> headers = new ArrayList<>();
    private Optional<String> request = Optional.empty();
    private Optional<String> at = Optional.empty();
    private Optional<String> from = Optional.empty();
    private boolean explaining;
    /** The first of these that stands on the line wins. */
    private Optional<Task> asked = Optional.empty();

    /** The line makes no sense. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Stop(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    CommandLineReader(String... args) {
        this.args = new ArrayDeque<>(List.of(args));
    }

    CommandLine read() {
        command();
        while (!args.isEmpty()) {
            argument(args.removeFirst());
        }
        if (explaining) {
            ask(new Task.Explain(request.orElseThrow(() -> new Stop("expected a request, such as 'GET /path', to explain")),
                    headers, at, from));
        }
        return new CommandLine(task(), file, serverRoot, defines, before, after, level, log, roots);
    }

    /** A word in the place of the first option. */
    private void command() {
        switch (args.peekFirst()) {
            case "explain" -> {
                args.removeFirst();
                explaining = true;
            }
            case "lint" -> {
                args.removeFirst();
                ask(new Task.Lint());
            }
            case null, default -> { }
        }
    }

    private Task task() {
        Set<CommandLine.Dump> dumps = CommandLine.dumps(defines);
        // httpd: a DUMP_ name works by itself too, without -t.
        Task plain = checking || !dumps.isEmpty() ? new Task.Check(dumps) : new Task.Run();
        return asked.filter(task -> !(plain instanceof Task.Check) || !(task instanceof Task.Signal)).orElse(plain);
    }

    private void argument(String text) {
        if (explaining && explained(text)) {
            return;
        }
        switch (text) {
            case "--demo" -> ask(new Task.Demo());
            case "--help" -> show(Sheet.USAGE);
            case "--version" -> show(Sheet.VERSION);
            default -> letters(text);
        }
    }

    private boolean explained(String text) {
        switch (text) {
            case "-H" -> headers.add(value('H', ""));
            case "--at" -> at = Optional.of(value("--at"));
            case "--from" -> from = Optional.of(value("--from"));
            default -> {
                if (text.startsWith("-") || request.isPresent()) {
                    return false;
                }
                request = Optional.of(text);
            }
        }
        return true;
    }

    private String value(String option) {
        return Optional.ofNullable(args.pollFirst()).orElseThrow(() -> new Stop("option requires an argument -- " + option));
    }

    private void letters(String text) {
        if (text.length() < 2 || text.charAt(0) != '-' || text.startsWith("--")) {
            throw new Stop("expected an option, but was '" + text + "'");
        }
        for (int i = 1; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (CommandLine.takesValue(letter)) {
                option(letter, value(letter, text.substring(i + 1)));
                return;
            }
            option(letter);
        }
    }

    private String value(char letter, String touching) {
        if (!touching.isEmpty()) {
            return touching;
        }
        return Optional.ofNullable(args.pollFirst()).orElseThrow(() -> new Stop("option requires an argument -- " + letter));
    }

    private void option(char letter, String value) {
        switch (letter) {
            case 'f' -> file = Optional.of(value);
            case 'd' -> serverRoot = Optional.of(value);
            case 'D' -> defines.add(value);
            case 'C' -> before.add(value);
            case 'c' -> after.add(value);
            case 'e' -> level = Optional.of(value);
            case 'E' -> log = Optional.of(value);
            case 'k' -> signal(value);
            default -> throw illegal(letter);
        }
    }

    private void option(char letter) {
        switch (letter) {
            case 't' -> checking = true;
            case 'S' -> check(EnumSet.of(CommandLine.Dump.VHOSTS, CommandLine.Dump.RUN_CFG));
            case 'M' -> check(EnumSet.of(CommandLine.Dump.MODULES));
            case 'T' -> roots = DocumentRoots.TRUSTED;
            case 'X' -> { }
            case 'v' -> show(Sheet.VERSION);
            case 'V' -> show(Sheet.BUILD);
            case 'l' -> show(Sheet.BUILT_IN);
            case 'L' -> show(Sheet.DIRECTIVES);
            case 'h', '?' -> show(Sheet.USAGE);
            default -> throw illegal(letter);
        }
    }

    private void check(Set<CommandLine.Dump> dumps) {
        checking = true;
        dumps.forEach(dump -> defines.add("DUMP_" + dump.name()));
    }

    private void signal(String word) {
        if (!CommandLine.isSignal(word)) {
            throw new Stop("expected start, restart, graceful, upgrade, graceful-stop or stop after -k, but was '" + word + "'");
        }
        ask(new Task.Signal(word));
    }

    private void show(Sheet sheet) {
        ask(new Task.Show(sheet));
    }

    private void ask(Task task) {
        asked = asked.or(() -> Optional.of(task));
    }

    private static Stop illegal(char letter) {
        return new Stop("illegal option -- " + letter);
    }
}
