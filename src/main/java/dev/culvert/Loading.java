package dev.culvert;

import dev.culvert.config.Configuration;
import dev.culvert.config.Lexicon;
import dev.culvert.log.LogDirectives;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Reading;
import dev.culvert.tls.ClientTls;
import dev.culvert.tls.PassPhrases;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A configuration on its way from its files to something that can be served, with all there is to say about it. */
public final class Loading {
    /** There is one console, and nobody wants to be asked twice. */
    static final PassPhrases PHRASES = PassPhrases.fromConsole();

    private final Reading reading;
    private final Configuration configuration;
    private final List<Diagnostic> diagnostics;

    private Loading(Reading reading, Path serverRoot) {
        this.reading = reading;
        Configuration.Result built = Configuration.build(reading.nodes(), Families.ALL, serverRoot);
        this.configuration = built.configuration();
        this.diagnostics = new ArrayList<>(reading.diagnostics());
        diagnostics.addAll(built.diagnostics());
        configuration.servers().forEach(host -> Backends.of(configuration, host, this::once));
        configuration.servers().forEach(host -> ClientTls.of(host, PHRASES, this::once));
        checkLogs();
    }

    /** What several hosts inherit is said once. */
    private void once(Diagnostic diagnostic) {
        if (!diagnostics.contains(diagnostic)) {
            diagnostics.add(diagnostic);
        }
    }

    /** As the command line asks; without -f, what lies where httpd's would. */
    static Loading of(CommandLine line) {
        return of(line, Map.of());
    }

    static Loading of(CommandLine line, Map<String, String> defines) {
        Path start = Path.of(line.serverRoot().orElse("")).toAbsolutePath();
        Path file = start.resolve(line.file().orElse(Program.DEFAULT_FILE));
        Path root = line.serverRoot().isPresent() ? start : rootOf(file);
        Map<String, String> environment = environmentOf(file);
        environment.putAll(defines);
        Loading loading = new Loading(reader(root, line.defines(), environment).read(file, line.before(), line.after()), root);
        if (line.documentRoots() == CommandLine.DocumentRoots.CHECKED) {
            loading.diagnostics.addAll(loading.configuration.missingDirectories());
        }
        return loading;
    }

    /** As {@code -f} reads it. */
    static Loading ofFile(Path file) {
        Path absolute = file.toAbsolutePath();
        Path root = rootOf(absolute);
        return new Loading(reader(root, List.of(), environmentOf(absolute)).read(absolute, List.of(), List.of()), root);
    }

    private static Map<String, String> environmentOf(Path file) {
        Map<String, String> environment = new HashMap<>(EnvVars.beside(file, System.getenv()));
        environment.putAll(System.getenv());
        return environment;
    }

    /**
     * A configuration that is not in a file, for programs that embed Culvert.
     *
     * @param name what errors call it
     */
    public static Loading ofText(String name, String text, Path serverRoot) {
        Path root = serverRoot.toAbsolutePath();
        return new Loading(reader(root, List.of(), System.getenv()).readText(name, text), root);
    }

    /** Without -d and ServerRoot, names are relative to where the file lies, as a distribution's httpd was built to have it. */
    private static Path rootOf(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("").normalize();
        return folder.endsWith("conf") ? folder.resolveSibling("") : folder;
    }

    private static ConfigReader reader(Path root, List<String> defined, Map<String, String> environment) {
        return new ConfigReader(Lexicon.of(Families.ALL), root, Set.copyOf(defined), environment);
    }

    private void checkLogs() {
        try (LogFiles files = new LogFiles(configuration.serverRoot(), Clock.system(ZoneId.systemDefault()),
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream())) {
            configuration.servers().forEach(host -> checkLogs(files, host.settings()));
        }
    }

    private void checkLogs(LogFiles files, dev.culvert.directive.Settings settings) {
        try {
            files.check(settings);
        } catch (LogFailure failure) {
            once(Diagnostic.file("", failure.getMessage() + "\nAH00014: Configuration check failed"));
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Errors, warnings and notes, in the order in which they were met. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    List<Node> nodes() {
        return reading.nodes();
    }

    List<Path> files() {
        return reading.files();
    }

    Map<String, String> defines() {
        return reading.defines();
    }

    String errorLog() {
        return LogDirectives.errorLog(configuration.main().settings());
    }
}
