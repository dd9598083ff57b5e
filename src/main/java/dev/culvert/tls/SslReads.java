package dev.culvert.tls;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.tls.SslProxyDirectives.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Ways of reading that several of mod_ssl's directives share. */
final class SslReads {
    private SslReads() {}

    static PemFile file(Args args) {
        Path file = args.resolve(args.next("a file in PEM"));
        args.end();
        if (!Files.isRegularFile(file) || !Files.isReadable(file) || file.toFile().length() == 0) {
            throw args.error(args.name() + ": expected a file that can be read, but '" + file + "' is missing, empty or closed");
        }
        return new PemFile(file, args.name(), args.at());
    }

    static PemFile folder(Args args) {
        Path folder = args.resolve(args.next("a directory"));
        args.end();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw args.error(args.name() + ": expected a directory that can be read, but '" + folder + "' is none");
        }
        return new PemFile(folder, args.name(), args.at());
    }

    static int whole(Args args, int least) {
        String word = args.next("a number");
        args.end();
        if (!word.matches("\\d{1,9}") || Integer.parseInt(word) < least) {
            throw args.error(args.name() + ": expected a whole number, " + least + " or more, but was '" + word + "'");
        }
        return Integer.parseInt(word);
    }

    static Verify verify(Args args) {
        String word = args.next("none, optional, require or optional_no_ca");
        args.end();
        Verify verify = switch (word.toLowerCase(Locale.ROOT)) {
            case "none", "off" -> Verify.NONE;
            case "optional" -> Verify.OPTIONAL;
            case "require", "on" -> Verify.REQUIRE;
            case "optional_no_ca" -> Verify.OPTIONAL_NO_CA;
            default -> throw args.error(
                    args.name() + ": expected none, optional, require or optional_no_ca, but was '" + word + "'");
        };
        if (verify != Verify.NONE) {
            forWholeServers(args);
        }
        return verify;
    }

    static int depth(Args args) {
        forWholeServers(args);
        return whole(args, 0);
    }

    /** A section is known only when the request is, and by then the handshake is over. */
    static void forWholeServers(Args args) {
        if (args.place().isSection()) {
            throw misplaced(args);
        }
    }

    private static Misread misplaced(Args args) {
        return args.error(args.name() + " in " + args.place() + " would need a second handshake within the connection, which TLS 1.3"
                + " and HTTP/2 do not have; expected it in the virtual host");
    }
}
