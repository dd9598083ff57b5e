package dev.culvert.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads OpenSSL's way of choosing cipher suites, such as {@code HIGH:!aNULL:+AES128}. */
final class CipherList {
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("kEECDH", Set.of("kECDHE")), Map.entry("EECDH", Set.of("kECDHE")), Map.entry("ECDHE", Set.of("kECDHE")),
            Map.entry("ECDH", Set.of("kECDHE")), Map.entry("RSA", Set.of("kRSA", "aRSA")),
            Map.entry("ECDSA", Set.of("aECDSA")), Map.entry("SHA", Set.of("SHA1")));
    private static final Set<String> EVERYTHING = Set.of("ALL", "DEFAULT", "HIGH");

    private final List<Cipher> chosen = new ArrayList<>();
    private final Set<Cipher> banned = new LinkedHashSet<>();

    private CipherList() {}

    /** The suites of TLS 1.2 in the order wished for; words that OpenSSL may know and Culvert does not choose nothing. */
    static List<Cipher> read(String text) {
        CipherList list = new CipherList();
        for (String word : text.split("[:, ;]+", -1)) {
            if (!word.isEmpty()) {
                list.apply(word);
            }
        }
        return List.copyOf(list.chosen);
    }

    private void apply(String word) {
        switch (word.charAt(0)) {
            case '!' -> ban(word.substring(1));
            case '-' -> chosen.removeIf(meant(word.substring(1)));
            case '+' -> last(meant(word.substring(1)));
            case '@' -> command(word);
            default -> Cipher.TLS_1_2.stream().filter(meant(word))
                    .filter(each -> !banned.contains(each) && !chosen.contains(each)).forEach(chosen::add);
        }
    }

    private void ban(String word) {
        Cipher.TLS_1_2.stream().filter(meant(word)).forEach(banned::add);
        chosen.removeAll(banned);
    }

    private void last(Predicate<Cipher> meant) {
        List<Cipher> moved = chosen.stream().filter(meant).toList();
        chosen.removeAll(moved);
        chosen.addAll(moved);
    }

    private void command(String word) {
        if (word.equals("@STRENGTH")) {
            chosen.sort(Comparator.comparingInt(Cipher::strength).reversed());
        }
    }

    /** A suite by its name, or those that belong to all of the groups between the pluses. */
    private static Predicate<Cipher> meant(String word) {
        List<String> groups = List.of(word.split("\\+", -1));
        return cipher -> cipher.name().equals(word) || cipher.standardName().equals(word)
                || groups.stream().allMatch(group -> belongs(cipher, group));
    }

    private static boolean belongs(Cipher cipher, String group) {
        if (group.equals("AES")) {
            return cipher.words().contains("AES128") || cipher.words().contains("AES256");
        }
        if (WORDS.containsKey(group)) {
            return cipher.words().containsAll(WORDS.get(group));
        }
        return EVERYTHING.contains(group) || cipher.words().contains(group);
    }
}
