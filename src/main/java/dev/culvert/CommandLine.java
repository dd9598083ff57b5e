package dev.culvert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line asks for, in httpd's own letters.
 *
 * @param task what to do
 * @param file {@code -f}: the configuration
 * @param serverRoot {@code -d}: what relative paths are relative to
 * @param defines {@code -D}: names for {@code <IfDefine>}, those with a meaning of their own included
 * @param before {@code -C}: directives to read before the file
 * @param after {@code -c}: directives to read after it
 * @param startupLevel {@code -e}: how much is said while starting
 * @param startupLog {@code -E}: where it is said
 * @param documentRoots {@code -T} makes it {@link DocumentRoots#TRUSTED}
 */
public record CommandLine(
        Task task, Optional<String> file, Optional<String> serverRoot, List<String> defines, List<String> before,
        List<String> after, Optional<String> startupLevel, Optional<String> startupLog, DocumentRoots documentRoots) {
    /** What {@code -h} prints, and what follows a line that cannot be understood. */
    public static final String USAGE = """
            Usage: culvert [-f FILE] [-d DIRECTORY] [-D NAME]... [-C DIRECTIVE]... [-c DIRECTIVE]...
                           [-e LEVEL] [-E FILE] [-X] [-T] [-k start|restart|graceful|upgrade|graceful-stop|stop]
                           [-t] [-S] [-M] [-l] [-L] [-v] [-V] [-h] [--demo]
                   culvert explain [-f FILE] ... 'GET /path' [-H 'Name: value']... [--at ADDRESS:PORT] [--from IP]
                   culvert lint [-f FILE] ...
              -f FILE       read this configuration
              -d DIRECTORY  take relative paths from here (as ServerRoot does)
              -D NAME       make <IfDefine NAME> true
              -C DIRECTIVE  read this line before the configuration
              -c DIRECTIVE  read this line after it
              -e LEVEL      how much to say while starting (as LogLevel does)
              -E FILE       where to say it
              -k WORD       tell the server that runs already, or start one
              -X            run in the foreground, as Culvert does anyway
              -t            check the configuration and stop
              -T            do not look whether a DocumentRoot exists
              -S            check, and show the virtual hosts and the process's settings
              -M            check, and show the modules (-t -D DUMP_MODULES)
              -l            list what is built in
              -L            list the directives, with the places they may stand in
              -v, -V        show the version; how this was built
              -h            show this
              explain       say what would become of a request, and why; nothing is sent
              lint          find what is probably not meant
              --demo        try it: an echo backend, the proxy before it, and a page that opens a socket through both
            """;

    private static final String WITH_VALUE = "fdDCcekE";
    private static final Set<String> SIGNALS = Set.of("start", "restart", "graceful", "upgrade", "graceful-stop", "stop");

    /** The same call for another file. */
    CommandLine withFile(String other) {
        return new CommandLine(task, Optional.of(other), serverRoot, defines, before, after, startupLevel, startupLog,
                documentRoots);
    }

    public CommandLine {
        defines = List.copyOf(defines);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Whether a missing {@code DocumentRoot} is worth a warning. */
    public enum DocumentRoots { CHECKED, TRUSTED }

    /** What to do. */
    public sealed interface Task {
        /** Serve, in the foreground. */
        record Run() implements Task {}

        /** {@code --demo}. */
        record Demo() implements Task {}

        /** {@code -t} and its kin: read the configuration, show parts of it, and stop. The dumps may be empty. */
        record Check(Set<Dump> dumps) implements Task {
            public Check {
                dumps = Set.copyOf(dumps);
            }
        }

        /** {@code -k}, with start, restart, graceful, upgrade, graceful-stop or stop. */
        record Signal(String word) implements Task {}

        /**
         * {@code culvert explain}.
         *
         * @param request method and target, as they stand in a request line
         * @param headers as they stand in a request
         * @param at the address the client would connect to
         * @param from the client's address
         */
        record Explain(String request, List<String> headers, Optional<String> at, Optional<String> from) implements Task {
            public Explain {
                headers = List.copyOf(headers);
            }
        }

        /** {@code culvert lint}. */
        record Lint() implements Task {}

        /** Show something that no configuration changes. */
        record Show(Sheet sheet) implements Task {}
    }

    /** What a check may show, in the order in which it is shown. */
    public enum Dump { VHOSTS, RUN_CFG, MODULES, INCLUDES }

    /** What needs no configuration. */
    public enum Sheet { USAGE, VERSION, BUILD, BUILT_IN, DIRECTIVES }

    /** What came of reading the arguments. */
    public sealed interface Parsed {}

    public record Understood(CommandLine line) implements Parsed {}

    /** To be printed with {@link #USAGE}; the program ends with 1. One sentence, without the program's name. */
    public record Misunderstood(String message) implements Parsed {}

    /** Never fails: what cannot be understood is a value too. */
    public static Parsed parse(String... args) {
        CommandLineReader reader = new CommandLineReader(args);
        try {
            return new Understood(reader.read());
        } catch (CommandLineReader.Stop stop) {
            return new Misunderstood(stop.reason());
        }
    }

    static boolean takesValue(char letter) {
        return WITH_VALUE.indexOf(letter) >= 0;
    }

    static boolean isSignal(String word) {
        return SIGNALS.contains(word);
    }

    /** The parts that {@code -D DUMP_…} asks for. */
    static Set<Dump> dumps(List<String> defines) {
        Set<Dump> dumps = new TreeSet<>();
        for (Dump dump : Dump.values()) {
            if (defines.contains("DUMP_" + dump.name())) {
                dumps.add(dump);
            }
        }
        return dumps;
    }
}
