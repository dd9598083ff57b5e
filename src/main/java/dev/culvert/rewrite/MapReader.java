package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code RewriteMap name type:source}. */
final class MapReader {
    private static final Set<String> REFUSED = Set.of("dbm", "prg", "dbd", "fastdbd");

    private MapReader() {}

    /** A map with its name. */
    record Named(String name, RewriteMap map) {}

    static Named read(Args args) {
        String name = args.next("a name and a source, such as txt:conf/hosts.txt");
        String source = args.next("a source behind the name, such as txt:conf/hosts.txt");
        args.nextIfAny().ifPresent(_ -> args.note("RewriteMap " + name + ": options are accepted without effect"));
        args.end();
        int colon = source.indexOf(':');
        String type = colon < 0 ? "" : source.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = source.substring(colon + 1);
        if (REFUSED.contains(type.startsWith("dbm=") ? "dbm" : type)) {
            throw args.error("RewriteMap " + name + ": maps of type " + type
                    + " are not supported; expected txt:, rnd: or int:, into which a dbm file can be dumped");
        }
        RewriteMap map = switch (type) {
            case "int" -> internal(args, name, rest);
            case "txt" -> text(args, name, rest, RewriteMap.Choice.WHOLE);
            case "rnd" -> text(args, name, rest, RewriteMap.Choice.RANDOM);
            // httpd: what is no type is a part of the file's name.
            default -> text(args, name, source, RewriteMap.Choice.WHOLE);
        };
        return new Named(name, map);
    }

    private static RewriteMap internal(Args args, String name, String function) {
        return new RewriteMap.Internal(Optional.ofNullable(RewriteMap.Internal.FUNCTIONS.get(function)).orElseThrow(() ->
                args.error("RewriteMap " + name + ": expected int:tolower, int:toupper, int:escape or int:unescape, but was 'int:"
                        + function + "'")));
    }

    private static RewriteMap text(Args args, String name, String file, RewriteMap.Choice choice) {
        Path path = args.resolve(file);
        if (file.isEmpty() || !Files.isRegularFile(path)) {
            throw args.error("RewriteMap " + name + ": there is no file '" + path + "'");
        }
        return new RewriteMap.Text(path, choice);
    }
}
