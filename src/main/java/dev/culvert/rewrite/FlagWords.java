package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import java.util.function.BiConsumer;

/** Takes flags such as {@code [NC,R=301]} apart. */
final class FlagWords {
    private FlagWords() {}

    /** @param flag takes a name as it was written and what stands behind its equals sign, or an empty text */
    static void read(Args args, String brackets, BiConsumer<String, String> flag) {
        if (brackets.length() < 2 || brackets.charAt(0) != '[' || !brackets.endsWith("]")) {
            throw args.error(args.name() + ": expected flags in brackets without blanks, such as [L], but was '" + brackets
                    + "' (bad flag delimiters)");
        }
        for (String each : brackets.substring(1, brackets.length() - 1).split(",", -1)) {
            String word = each.strip();
            int equals = word.indexOf('=');
            if (equals < 0) {
                flag.accept(word, "");
            } else {
                flag.accept(word.substring(0, equals), each.substring(each.indexOf('=') + 1).stripTrailing());
            }
        }
    }
}
