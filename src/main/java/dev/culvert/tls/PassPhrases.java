package dev.culvert.tls;

import dev.culvert.directive.Misread;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks for the pass phrases of private keys. What somebody typed is kept, so that a reload need not ask again. */
public final class PassPhrases {
    private static final int PATIENCE = 60;
    private final Function<String, Optional<char[]>> typist;
    private final Map<Path, char[]> typed = new ConcurrentHashMap<>();

    private PassPhrases(Function<String, Optional<char[]>> typist) {
        this.typist = typist;
    }

    /** Asks whoever sits at the console, if there is one. */
    public static PassPhrases fromConsole() {
        return new PassPhrases(PassPhrases::ask);
    }

    /**
     * Asks somebody else than the console.
     *
     * @param typist answers a prompt, or has no answer
     */
    public static PassPhrases from(Function<String, Optional<char[]>> typist) {
        return new PassPhrases(typist);
    }

    private static Optional<char[]> ask(String prompt) {
        Console console = Objects.requireNonNull(System.console());
        return !console.isTerminal() ? Optional.empty() : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    /**
     * @param server with its port
     * @param kind such as {@code RSA}
     * @throws Misread if a program was asked and failed
     */
    Optional<char[]> of(PassPhraseDialog dialog, String server, String kind, PemFile key) {
        return switch (dialog) {
            case PassPhraseDialog.Console _ -> typed(server, kind, key.path());
            case PassPhraseDialog.Program program -> Optional.of(printed(program.path(), server, kind, key));
        };
    }

    private Optional<char[]> typed(String server, String kind, Path key) {
        Optional<char[]> known = Optional.ofNullable(typed.get(key));
        if (known.isPresent()) {
            return known;
        }
        Optional<char[]> answer = typist.apply("Pass phrase for the " + kind + " key of " + server + " (" + key + "): ");
        answer.ifPresent(phrase -> typed.put(key, phrase));
        return answer;
    }

    private static char[] printed(Path program, String server, String kind, PemFile key) {
        try {
            Process process = new ProcessBuilder(program.toString(), server, kind)
                    .redirectInput(ProcessBuilder.Redirect.PIPE).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw key.wrong("SSLPassPhraseDialog's program '" + program + "' failed");
            }
            return answer.lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw key.wrong("SSLPassPhraseDialog's program '" + program + "' cannot be run: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw key.wrong("SSLPassPhraseDialog's program '" + program + "' was interrupted");
        }
    }
}
