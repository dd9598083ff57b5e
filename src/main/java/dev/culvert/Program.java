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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

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
        Loading loading = Loading.of(line);
        if (loading.hasErrors()) {
            print(loading.diagnostics());
            return 1;
        }
        try {
            return signal(word, loading);
        } catch (IOException e) {
            err.println("culvert: -k " + word + ": " + e.getMessage());
            return 1;
        }
    }

    /** httpd: what has come about already is no failure. */
    private int signal(String word, Loading loading) throws IOException {
        PidFile file = new PidFile(loading.configuration());
        Optional<ProcessHandle> running = file.process();
        if (running.isPresent()) {
            return word.equals("upgrade") ? upgrade(running.get().pid(), file, loading) : signal(word, running.get());
        }
        String known = file.number().map(pid -> "pid " + pid + "?").orElse("no pid file");
        return switch (word) {
            case "start" -> serve(loading);
            case "restart", "graceful", "upgrade" -> {
                err.println("culvert not running, trying to start");
                yield serve(loading);
            }
            default -> {
                err.println("culvert (" + known + ") not running");
                yield 0;
            }
        };
    }

    private int upgrade(long running, PidFile file, Loading loading) throws IOException {
        OptionalLong predecessor = Upgrade.predecessor();
        return predecessor.isPresent() ? serve(loading, predecessor) : Upgrade.from(running, file, err);
    }

    private int signal(String word, ProcessHandle process) throws IOException {
        return switch (word) {
            case "start" -> {
                err.println("culvert (pid " + process.pid() + ") already running");
                yield 0;
            }
            case "restart" -> send("USR1", process); // HUP is not heard by what nohup has started
            case "graceful" -> send("USR1", process);
            case "graceful-stop" -> send("WINCH", process);
            default -> send("TERM", process);
        };
    }

    /** Java itself can send no signal but two. */
    private int send(String signal, ProcessHandle process) throws IOException {
        try {
            return new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).inheritIO().start().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int serve(Loading loading) {
        return serve(loading, OptionalLong.empty());
    }

    private int serve(Loading loading, OptionalLong predecessor) {
        print(loading.diagnostics());
        if (loading.hasErrors()) {
            return 1;
        }
        try {
            Supplier<Loading> again = () -> Loading.of(line);
            PidFile pidFile = new PidFile(loading.configuration());
            if (predecessor.isPresent() && !pidFile.canBeWritten()) {
                err.println("culvert: AH00099: cannot write the PidFile " + pidFile.path() + ", by which a server is found");
                return 1;
            }
            Server server = Server.start(loading, again, out, err, predecessor);
            Operator operator = new Operator(server, again, pidFile::delete, err);
            operator.listen();
            if (!write(pidFile) && predecessor.isPresent()) {
                server.close(); // nobody would find this one
                return 1;
            }
            server.relieve();
            operator.begin();
            return KEEPS_RUNNING;
        } catch (StartFailure failure) {
            err.println("culvert: " + failure.getMessage());
            return 1;
        }
    }

    private boolean write(PidFile file) {
        try {
            file.write();
            return true;
        } catch (IOException e) {
            err.println("culvert: AH00099: cannot write the PidFile " + file.path() + ": " + e.getMessage());
            return false;
        }
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
