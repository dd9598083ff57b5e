package dev.culvert.expr;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Some of the 256 bytes, which is what a class in a pattern comes to. */
record ByteSet(BitSet bytes) {
    private static final int SIZE = 256;
    private static final Map<String, IntPredicate> POSIX = Map.ofEntries(
            Map.entry("alpha", Octets::isLetter),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("digit", Octets::isDigit),
            Map.entry("alnum", c -> Octets.isLetter(c) || Octets.isDigit(c)),
            Map.entry("word", Octets::isWord),
            Map.entry("xdigit", ByteSet::isHex),
            Map.entry("ascii", c -> c < 0x80),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("space", ByteSet::isSpace),
            Map.entry("cntrl", c -> c < ' ' || c == 0x7f),
            Map.entry("graph", c -> c > ' ' && c < 0x7f),
            Map.entry("print", c -> c >= ' ' && c < 0x7f),
            Map.entry("punct", c -> c > ' ' && c < 0x7f && !Octets.isLetter(c) && !Octets.isDigit(c)));

    static ByteSet none() {
        return new ByteSet(new BitSet(SIZE));
    }

    static ByteSet of(IntPredicate kind) {
        ByteSet set = none();
        for (int c = 0; c < SIZE; c++) {
            set.bytes.set(c, kind.test(c));
        }
        return set;
    }

    /** {@code [:alpha:]}. */
    static Optional<ByteSet> posix(String name) {
        return Optional.ofNullable(POSIX.get(name)).map(ByteSet::of);
    }

    /** What {@code \d}, {@code \W} and the like stand for. */
    static Optional<ByteSet> shorthand(int letter) {
        return switch (letter) {
            case 'd' -> Optional.of(of(Octets::isDigit));
            case 'w' -> Optional.of(of(Octets::isWord));
            case 's' -> Optional.of(of(ByteSet::isSpace));
            case 'h' -> Optional.of(of(c -> c == '\t' || c == ' ' || c == 0xa0));
            case 'v' -> Optional.of(of(c -> (c >= '\n' && c <= '\r') || c == 0x85));
            case 'D', 'W', 'S', 'H', 'V' -> shorthand(letter + ('a' - 'A')).map(ByteSet::inverse);
            default -> Optional.empty();
        };
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isHex(int c) {
        return Octets.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    void add(int first, int last) {
        bytes.set(first, last + 1);
    }

    void add(ByteSet others) {
        bytes.or(others.bytes);
    }

    ByteSet inverse() {
        return of(c -> !bytes.get(c));
    }

    /** With the other case of each ASCII letter in it. */
    ByteSet caseless() {
        return of(c -> bytes.get(c) || bytes.get(Octets.lower((char) c)) || bytes.get(Octets.upper((char) c)));
    }

    /** As a class of {@link java.util.regex}: single chars, of which it makes one table. */
    String java() {
        boolean mostly = bytes.cardinality() > SIZE / 2;
        BitSet listed = mostly ? inverse().bytes : bytes;
        if (listed.isEmpty()) {
            return mostly ? "." : "(?!)";
        }
        StringBuilder out = new StringBuilder(mostly ? "[^" : "[");
        listed.stream().forEach(c -> out.append(Literals.java((char) c)));
        return out.append(']').toString();
    }
}
