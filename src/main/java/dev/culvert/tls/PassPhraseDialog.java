package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.nio.file.Path;

/** Who knows the pass phrases of encrypted private keys. */
sealed interface PassPhraseDialog {
    /** Whoever starts Culvert, at the console. */
    record Console() implements PassPhraseDialog {}

    /** A program that prints it, asked with the server's name and port and the key's kind. */
    record Program(Path path) implements PassPhraseDialog {}

    static PassPhraseDialog read(Args args) {
        String word = args.next("builtin or exec:/program");
        args.end();
        if (word.equals("builtin")) {
            return new Console();
        }
        if (word.startsWith("|")) {
            throw args.error("SSLPassPhraseDialog: a dialog with a program through a pipe is not held here; expected builtin or"
                    + " exec:" + word.substring(1));
        }
        if (!word.startsWith("exec:")) {
            throw args.error("SSLPassPhraseDialog: expected builtin or exec:/program, but was '" + word + "'");
        }
        Path program = args.resolve(word.substring("exec:".length()));
        if (!program.toFile().canExecute() || program.toFile().isDirectory()) {
            throw args.error("SSLPassPhraseDialog: expected a program after exec:, but '" + program + "' cannot be run");
        }
        return new Program(program);
    }
}
