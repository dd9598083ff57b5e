package dev.culvert.syntax;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections that are decided while the configuration is read. */
final class Conditions {
    private final Vocabulary vocabulary;
    private final Variables variables;

    Conditions(Vocabulary vocabulary, Variables variables) {
        this.vocabulary = vocabulary;
        this.variables = variables;
    }

    static boolean decides(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ifdefine", "ifmodule", "ifversion", "iffile", "ifdirective", "ifsection" -> true;
            default -> false;
        };
    }

    /**
     * @param rest the section's arguments, variables expanded
     * @param root what a relative file is relative to
     * @throws Fault if the question makes no sense
     */
    boolean hold(String name, String rest, Path root) {
        boolean negated = rest.startsWith("!");
        List<String> words = words(negated ? rest.substring(1) : rest);
        if (words.isEmpty()) {
            throw new Fault("<" + name + "> expected something to ask for, but was empty");
        }
        return negated != answer(name.toLowerCase(Locale.ROOT), words, root);
    }

    private boolean answer(String name, List<String> words, Path root) {
        // httpd: several words are one name with blanks, which nothing has.
        String all = String.join(" ", words);
        return switch (name) {
            case "ifdefine" -> variables.isDefined(all);
            case "ifmodule" -> vocabulary.hasModule(all);
            case "iffile" -> Files.exists(Includes.path(root, words.getFirst()));
            case "ifdirective" -> vocabulary.hasDirective(all);
            case "ifsection" -> vocabulary.hasSection(all);
            default -> IfVersion.of(words).accepts(vocabulary.version());
        };
    }

    private static List<String> words(String rest) {
        Words words = new Words(rest);
        List<String> all = new ArrayList<>();
        while (words.hasNext()) {
            all.add(words.next());
        }
        return all;
    }
}
