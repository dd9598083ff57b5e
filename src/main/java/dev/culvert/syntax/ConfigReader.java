package dev.culvert.syntax;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration and everything it includes into a tree: variables expanded, conditions decided, macros put in.
 * What is wrong becomes a {@link Diagnostic}, never an exception, and reading goes on behind it.
 */
public final class ConfigReader {
    private static final String COMMAND_LINE = "-c/-C directives";

    private final Vocabulary vocabulary;
    private final Path serverRoot;
    private final Set<String> defined;
    private final Map<String, String> environment;
    private final long limit;

    /**
     * @param serverRoot what relative names are relative to until a {@code ServerRoot} says otherwise
     * @param defined the names of {@code -D}
     * @param environment what {@code ${NAME}} means when no {@code Define} says it
     */
    public ConfigReader(Vocabulary vocabulary, Path serverRoot, Set<String> defined, Map<String, String> environment) {
        this(vocabulary, serverRoot, defined, environment, Allowance.ofThisMachine());
    }

    /** @param limit how many bytes of memory the tree may take, roughly */
    ConfigReader(Vocabulary vocabulary, Path serverRoot, Set<String> defined, Map<String, String> environment, long limit) {
        this.vocabulary = vocabulary;
        this.serverRoot = serverRoot;
        this.defined = Set.copyOf(defined);
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /**
     * @param before the directives of {@code -C}, one a line
     * @param after the directives of {@code -c}, one a line
     */
    public Reading read(Path file, List<String> before, List<String> after) {
        Pass pass = pass();
        pass.read(COMMAND_LINE, String.join("\n", before));
        pass.start(file);
        pass.read(COMMAND_LINE, String.join("\n", after));
        return pass.result();
    }

    /** @param name what positions call the text */
    public Reading readText(String name, String text) {
        Pass pass = pass();
        pass.read(name, text);
        return pass.result();
    }

    private Pass pass() {
        return new Pass(vocabulary, serverRoot, defined, environment, new Allowance(limit));
    }
}
