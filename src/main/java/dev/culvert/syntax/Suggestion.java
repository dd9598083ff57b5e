package dev.culvert.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestion {
    /** Longer words are no slips of the finger. */
    private static final int LONGEST = 64;
    /** Words looked at: an administrator's mistake must not cost seconds. */
    private static final int MOST = 2000;

    private Suggestion() {
    }

    /**
     * The known word with the fewest letters added, left out, changed or swapped; none when even that one is far away.
     * Letters are compared without case; among equally near words the first in the alphabet is taken.
     * Of very many known words only the first 2000 are looked at.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int reach = Math.min(3, (word.length() + 1) / 3);
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .limit(MOST)
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
                .map(candidate -> new Candidate(candidate, distance(lower(word), lower(candidate))))
                .filter(candidate -> candidate.distance <= reach)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** The hint to put behind an error message, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Edits between two words, a swap of neighbours counting as one. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[to.length()];
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private record Candidate(String word, int distance) {
    }
}
