package dev.culvert.parity;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many small questions in one virtual host: each answer comes back as a header line of the response. */
final class Batteries {
    private Batteries() {}

    /** Each is a condition for a rule: the two or three words after RewriteCond; lines of one item are separated by " // ". */
    static String conditions(String... conditions) {
        return "RewriteEngine on\n" + lines(conditions.length, at -> "RewriteCond "
                + conditions[at].replace(" // ", "\nRewriteCond ") + "\nRewriteRule ^/(.*) - [E=" + name(at) + ":yes]\n"
                + "Header always set " + name(at) + " %{" + name(at) + "}e env=" + name(at) + "\n");
    }

    /** Each is what a rule makes of its variables and back-references. */
    static String variables(String... texts) {
        return "RewriteEngine on\n" + lines(texts.length, at -> "RewriteRule ^/(.*) - \"[E=" + name(at) + ":" + texts[at] + "]\"\n"
                + "Header always set " + name(at) + " \"<%{" + name(at) + "}e>\"\n");
    }

    /** Each is a condition in httpd's expression language. */
    static String expressions(String... expressions) {
        return lines(expressions.length, at -> "Header always set " + name(at) + " yes \"expr="
                + expressions[at].replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n");
    }

    /** Each is a text of that language. */
    static String values(String... values) {
        return lines(values.length, at -> "Header always set " + name(at) + " \"expr=<"
                + values[at].replace("\\", "\\\\").replace("\"", "\\\"") + ">\"\n");
    }

    /** Asks once, and tells of each item what came of it. */
    static Talk asked(String request, String... items) {
        return host -> host.tells(request, List.of(items), names(items));
    }

    /** The names of the header lines, one for each item. */
    static List<String> names(String... items) {
        return IntStream.range(0, items.length).mapToObj(Batteries::name).toList();
    }

    private static String name(int at) {
        return String.format(Locale.ROOT, "Item%02d", at);
    }

    private static String lines(int count, IntFunction<String> line) {
        return String.join("", IntStream.range(0, count).mapToObj(line).toList());
    }
}
