package dev.culvert;

import dev.culvert.CommandLine.Dump;
import dev.culvert.CommandLine.Task;
import dev.culvert.config.Configuration;
import dev.culvert.config.ProcessDirectives;
import dev.culvert.config.VhostReport;
import dev.culvert.lint.Finding;
import dev.culvert.lint.Lint;
import dev.culvert.syntax.Diagnostic;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one call of the program does. */
final class Program {
    /** The exit code of a program that does not exit yet. */
    static final int KEEPS_RUNNING = -1;
    static final String DEFAULT_FILE = "conf/httpd.conf";

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;

    Program(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = line.startupLog().map(file -> startupLog(file, err)).orElse(err);
    }

    /** {@code -E}: what is said while starting is said there. */
    private static PrintStream startupLog(String file, PrintStream err) {
        try {
            return new PrintStream(new FileOutputStream(file, true), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            err.println("culvert: -E " + file + " cannot be written, so this comes here: " + e.getMessage());
            return err;
        }
    }

    /** @return the exit code, as httpd has it */
    int run() {
        return switch (line.task()) {
            case Task.Run() -> serve(Loading.of(line));
            case Task.Demo() -> new Demo(line, out, err).run();
            case Task.Check(Set<Dump> dumps) -> check(Loading.of(line), dumps);
            case Task.Signal(String word) -> signal(word);
            case Task.Show(CommandLine.Sheet sheet) -> show(sheet);
            case Task.Explain question -> explain(Loading.of(line), question);
            case Task.Lint() -> lint(Loading.of(line));
        };
    }

    private int show(CommandLine.Sheet sheet) {
        out.print(switch (sheet) {
            case USAGE -> CommandLine.USAGE;
            case VERSION -> Reports.version(Version.number());
            case BUILD -> Reports.build(Version.number(), DEFAULT_FILE, ProcessDirectives.PID_FILE.initial());
            case BUILT_IN -> Reports.sources(Families.ALL);
            case DIRECTIVES -> Reports.directives(Families.ALL);
        });
        return 0;
    }

    private int check(Loading loading, Set<Dump> dumps) {
        print(loading.diagnostics());
        if (loading.hasErrors()) {
            return 1;
        }
        Configuration configuration = loading.configuration();
        dumps.stream().sorted().forEach(dump -> out.print(switch (dump) {
            case VHOSTS -> VhostReport.hosts(configuration);
            case RUN_CFG -> VhostReport.process(configuration, loading.errorLog(), loading.defines());
            case MODULES -> Reports.modules(Families.ALL);
            case INCLUDES -> VhostReport.files(loading.files());
        }));
        if (dumps.isEmpty()) {
            err.println("Syntax OK");
        }
        return 0;
    }

    private int explain(Loading loading, Task.Explain question) {
        if (loading.hasErrors()) {
            print(loading.diagnostics());
            return 1;
        }
        return new Explanation(loading.configuration(), question, out, err).print();
    }

    private int lint(Loading loading) {
        if (loading.hasErrors()) {
            print(loading.diagnostics());
            return 1;
        }
        List<Finding> findings = Lint.of(loading.nodes(), loading.configuration());
        findings.forEach(finding -> out.println(finding.print()));
        out.println(findings.isEmpty() ? "Nothing that looks wrong." : findings.size() + " found.");
        return findings.isEmpty() ? 0 : 2;
    }

    private int signal(String word) {
        if (word.equals("start")) {
            return serve(Loading.of(line));
        }
        err.println("culvert: -k " + word + " comes with a later version; send SIGTERM to stop");
        return 1;
    }

    private int serve(Loading loading) {
        print(loading.diagnostics());
        if (loading.hasErrors()) {
            return 1;
        }
        try {
            Server server = Server.start(loading.configuration(), out, err);
            untilStopped(server, pidFile(loading.configuration()));
            return KEEPS_RUNNING;
        } catch (StartFailure failure) {
            err.println("culvert: " + failure.getMessage());
            return 1;
        }
    }

    private Path pidFile(Configuration configuration) {
        Path file = configuration.resolve(configuration.main().settings().get(ProcessDirectives.PID_FILE));
        boolean asked = configuration.main().settings().has(ProcessDirectives.PID_FILE);
        try {
            // Nobody asked for httpd's default place, so it need not be there.
            if (asked || Files.isDirectory(file.resolveSibling("."))) {
                Files.writeString(file, ProcessHandle.current().pid() + "\n");
            }
        } catch (IOException e) {
            err.println("culvert: AH00099: cannot write the PidFile " + file + ": " + e.getMessage());
        }
        return file;
    }

    /** SIGTERM and SIGINT end the JVM, which waits for this. */
    static void untilStopped(Server server, Path pidFile) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            try {
                Files.deleteIfExists(pidFile);
            } catch (IOException _) {
                // It is in somebody else's hands now; the next start overwrites it.
            }
        }, "stop"));
    }

    private void print(List<Diagnostic> diagnostics) {
        // The first error first: a note before it would push it out of sight.
        diagnostics.stream().filter(Diagnostic::isError).forEach(d -> err.println(d.print()));
        diagnostics.stream().filter(d -> !d.isError() && isWanted(d)).forEach(d -> err.println(d.print()));
    }

    /** {@code -e}: warnings and notes only as far down as that level; without it, all. */
    private boolean isWanted(Diagnostic diagnostic) {
        return switch (line.startupLevel().orElse("debug").toLowerCase(Locale.ROOT)) {
            case "emerg", "alert", "crit", "error" -> false;
            case "warn", "notice" -> diagnostic.kind() == Diagnostic.Kind.WARNING;
            default -> true;
        };
    }
}
