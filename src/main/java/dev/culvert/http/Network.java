package dev.culvert.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** Some addresses that belong together: one of them, {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0} or {@code 10.0}. */
public final class Network {
    private final byte[] address;
    private final byte[] mask;

    private Network(byte[] address, byte[] mask) {
        this.mask = mask;
        this.address = masked(address, mask);
    }

    /**
     * Reads one as httpd does, names of hosts not included. Bits beyond the mask are dropped.
     *
     * @return nothing if it is none; no bits at all ({@code /0}) is none either, and so is {@code ::ffff:10.0.0.1}
     */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Literal.read(text).map(all -> new Network(all, bits(all.length, all.length * 8)))
                    .or(() -> partial(text));
        }
        return Literal.read(text.substring(0, slash)).flatMap(address ->
                mask(text.substring(slash + 1), address.length).map(mask -> new Network(address, mask)));
    }

    /** Whether an address is one of these; an IPv4 address in IPv6 clothes counts as what it is. */
    public boolean contains(InetAddress other) {
        return contains(Literal.plain(other.getAddress()));
    }

    /** @param ip an address in digits; anything else is in no network */
    public boolean contains(String ip) {
        return Literal.readAny(ip).map(this::contains).orElse(false);
    }

    private boolean contains(byte[] other) {
        return other.length == mask.length && Arrays.equals(masked(other, mask), address);
    }

    private static Optional<byte[]> mask(String text, int length) {
        if (text.indexOf('.') >= 0) {
            return length == 4 ? Literal.read(text).filter(mask -> mask.length == 4) : Optional.empty();
        }
        int count = Literal.number(text, 3);
        return count > 0 && count <= length * 8 ? Optional.of(bits(length, count)) : Optional.empty();
    }

    private static byte[] bits(int length, int count) {
        byte[] mask = new byte[length];
        for (int i = 0; i < count; i++) {
            mask[i / 8] |= (byte) (0x80 >> i % 8);
        }
        return mask;
    }

    /** The first numbers of an IPv4 address, perhaps with a dot behind them. */
    private static Optional<Network> partial(String text) {
        String[] parts = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text).split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length > 4) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            int part = Literal.number(parts[i], 9);
            if (part < 0 || part > 255) {
                return Optional.empty();
            }
            address[i] = (byte) part;
        }
        return Optional.of(new Network(address, bits(4, parts.length * 8)));
    }

    private static byte[] masked(byte[] address, byte[] mask) {
        byte[] out = address.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] &= mask[i];
        }
        return out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && Arrays.equals(address, that.address) && Arrays.equals(mask, that.mask);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + Arrays.hashCode(mask);
    }

    /** Addresses in digits, four bytes or sixteen. */
    private static final class Literal {
        private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

        private Literal() {}

        /** As {@link #readAny}, but for an IPv4 address in IPv6 clothes, which names no network. */
        static Optional<byte[]> read(String text) {
            return readAny(text).filter(bytes -> (bytes.length == 16) == (text.indexOf(':') >= 0));
        }

        static Optional<byte[]> readAny(String text) {
            return text.indexOf(':') >= 0 ? six(text) : four(text);
        }

        private static Optional<byte[]> four(String text) {
            String[] parts = text.split("\\.", -1);
            byte[] bytes = new byte[4];
            for (int i = 0; i < parts.length && i < 4; i++) {
                int part = number(parts[i], 3);
                if (part < 0 || part > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
                    return Optional.empty();
                }
                bytes[i] = (byte) part;
            }
            return parts.length == 4 ? Optional.of(bytes) : Optional.empty();
        }

        private static Optional<byte[]> six(String text) {
            int zone = text.indexOf('%');
            String bare = zone < 0 ? text : text.substring(0, zone);
            // ofLiteral would take brackets too.
            if (bare.isEmpty() || !bare.chars().allMatch(c -> c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0))) {
                return Optional.empty();
            }
            try {
                return Optional.of(plain(InetAddress.ofLiteral(bare).getAddress()));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        static byte[] plain(byte[] address) {
            boolean mapped = address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12);
            return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
        }

        /** What some digits come to, or -1. */
        static int number(String digits, int most) {
            boolean plain = !digits.isEmpty() && digits.length() <= most && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return plain ? Integer.parseInt(digits) : -1;
        }
    }
}
