package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** The part of SSLOpenSSLConfCmd that means something to a library that is not OpenSSL. */
sealed interface LibraryCommand {
    /** The groups for key exchange, by Java's names, the best first. */
    record Groups(List<String> names) implements LibraryCommand {}

    record Suites(CipherChoice choice) implements LibraryCommand {}

    /** The protocols that are within the bounds, of those that SSLProtocol allows. */
    record Bounds(Set<String> versions) implements LibraryCommand {}

    /** It is about something that does not exist here. */
    record Nothing() implements LibraryCommand {}

    Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("x25519", "x25519"), Map.entry("x25519mlkem768", "X25519MLKEM768"),
            Map.entry("p-256", "secp256r1"), Map.entry("prime256v1", "secp256r1"), Map.entry("secp256r1", "secp256r1"),
            Map.entry("p-384", "secp384r1"), Map.entry("secp384r1", "secp384r1"),
            Map.entry("p-521", "secp521r1"), Map.entry("secp521r1", "secp521r1"));

    static LibraryCommand read(Args args) {
        String command = args.next("a command and its value");
        String value = args.next("a value after the command");
        args.end();
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "curves", "groups" -> groups(args, value);
            case "ecdhparameters" -> value.equalsIgnoreCase("auto") ? new Nothing() : groups(args, value);
            case "ciphersuites" -> new Suites(CipherChoice.newer(args, value));
            case "cipherstring" -> new Suites(CipherChoice.older(args, value));
            case "minprotocol" -> bounds(args, value, (age, bound) -> age >= bound);
            case "maxprotocol" -> bounds(args, value, (age, bound) -> age <= bound);
            case "dhparameters" -> ignored(args, "there is no key exchange with finite-field DHE");
            default -> throw args.error("SSLOpenSSLConfCmd: the TLS library here is not OpenSSL and has no command '" + command
                    + "'; expected Groups, Ciphersuites, CipherString, MinProtocol or MaxProtocol");
        };
    }

    private static LibraryCommand ignored(Args args, String why) {
        args.note("SSLOpenSSLConfCmd is accepted without effect: " + why);
        return new Nothing();
    }

    private static LibraryCommand groups(Args args, String value) {
        List<String> names = new ArrayList<>();
        for (String word : value.split(":", -1)) {
            String name = GROUPS.get(word.toLowerCase(Locale.ROOT));
            if (name == null) {
                throw args.error("SSLOpenSSLConfCmd: expected groups such as X25519:P-256, but was '" + word + "'");
            }
            names.add(name);
        }
        return new Groups(List.copyOf(names));
    }

    private static LibraryCommand bounds(Args args, String value, BiPredicate<Integer, Integer> fits) {
        List<String> ages = List.of("none", "sslv3", "tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3");
        int bound = ages.indexOf(value.toLowerCase(Locale.ROOT));
        if (bound < 0) {
            throw args.error("SSLOpenSSLConfCmd: expected a protocol such as TLSv1.2, but was '" + value + "'");
        }
        Set<String> within = new TreeSet<>(TlsVersions.ALL);
        if (bound > 0) {
            within.removeIf(version -> !fits.test(ages.indexOf(version.toLowerCase(Locale.ROOT)), bound));
        }
        return new Bounds(Set.copyOf(within));
    }
}
