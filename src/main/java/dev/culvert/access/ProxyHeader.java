package dev.culvert.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a connection begins with where a proxy in front names the client: HAProxy's PROXY protocol, version 1 in words or
 * version 2 in bytes. Reads from the start each time it is asked, and changes nothing.
 */
public final class ProxyHeader {
    /** The longest line of version 1, its end included. */
    public static final int LONGEST_LINE = 107;
    /** Bytes behind the first 16 of version 2. The longest address has 216; the rest is room for what proxies add. */
    public static final int LONGEST_BLOCK = 4096;

    private static final byte[] WORD = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int FIXED = 16;

    private ProxyHeader() {}

    /** What can be said of the bytes that there are. */
    public sealed interface Reading {
        /** The header is not whole yet. */
        record NeedMore() implements Reading {}

        /** @param consumed bytes; what follows them is the client's */
        record Address(InetSocketAddress source, InetSocketAddress destination, int consumed) implements Reading {}

        /** The proxy speaks for itself, or cannot say for whom: the connection's own addresses count. */
        record Local(int consumed) implements Reading {}

        /** The connection must be closed. */
        record Malformed(String why) implements Reading {}
    }

    /** @param bytes from its position to its limit; neither is moved */
    public static Reading read(ByteBuffer bytes) {
        ByteBuffer view = bytes.slice();
        if (view.remaining() == 0) {
            return new Reading.NeedMore();
        } else if (view.get(0) == SIGNATURE[0]) {
            return begins(view, SIGNATURE) ? block(view) : notAHeader();
        }
        return begins(view, WORD) ? line(view) : notAHeader();
    }

    private static boolean begins(ByteBuffer view, byte[] expected) {
        for (int i = 0; i < expected.length && i < view.remaining(); i++) {
            if (view.get(i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static Reading notAHeader() {
        return new Reading.Malformed("expected a PROXY header, but there is none");
    }

    private static Reading line(ByteBuffer view) {
        int most = Math.min(view.remaining(), LONGEST_LINE);
        for (int i = WORD.length; i < most; i++) {
            if (view.get(i) == '\n') {
                return view.get(i - 1) == '\r' ? words(text(view, i - 1), i + 1)
                        : new Reading.Malformed("expected the line to end in CR and LF, but there is only LF");
            }
        }
        return most < LONGEST_LINE ? new Reading.NeedMore()
                : new Reading.Malformed("expected a line of no more than " + LONGEST_LINE + " bytes, but it is longer");
    }

    private static String text(ByteBuffer view, int length) {
        byte[] text = new byte[length];
        view.get(0, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Behind UNKNOWN there may be anything. httpd has trouble with UNKNOWN alone; there is none here. */
    private static Reading words(String line, int consumed) {
        String[] words = line.split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            return new Reading.Local(consumed);
        }
        int length = words[1].equals("TCP4") ? 4 : words[1].equals("TCP6") ? 16 : 0;
        if (length == 0 || words.length != 6) {
            return new Reading.Malformed("expected TCP4, TCP6 or UNKNOWN, two addresses and two ports, but was '"
                    + printable(line) + "'");
        }
        Optional<InetSocketAddress> source = end(words[2], words[4], length);
        Optional<InetSocketAddress> destination = end(words[3], words[5], length);
        return source.isPresent() && destination.isPresent()
                ? new Reading.Address(source.get(), destination.get(), consumed)
                : new Reading.Malformed("expected addresses of " + words[1] + " and ports, but was '" + printable(line) + "'");
    }

    private static Optional<InetSocketAddress> end(String ip, String port, int length) {
        boolean isPort = port.matches("0|[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 0xffff;
        boolean isOfKind = (ip.indexOf(':') >= 0) == (length == 16);
        return Ip.parse(ip).filter(_ -> isPort && isOfKind).map(address -> new InetSocketAddress(address, Integer.parseInt(port)));
    }

    private static String printable(String line) {
        return line.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static Reading block(ByteBuffer view) {
        if (view.remaining() < FIXED) {
            return new Reading.NeedMore();
        }
        int length = Short.toUnsignedInt(view.getShort(14));
        Optional<String> wrong = wrong(view, length);
        if (wrong.isPresent()) {
            return new Reading.Malformed(wrong.get());
        } else if (view.remaining() < FIXED + length) {
            return new Reading.NeedMore();
        }
        int family = view.get(13) >> 4;
        // What is beyond the addresses (TLVs) is for those who know it, and skipped.
        return isLocal(view) || family == 0 ? new Reading.Local(FIXED + length) : addresses(view, octets(family), FIXED + length);
    }

    private static boolean isLocal(ByteBuffer view) {
        return (view.get(12) & 0x0f) == 0;
    }

    private static int octets(int family) {
        return family == 1 ? 4 : 16;
    }

    /** What can be seen from the first 16 bytes, so that nobody waits for the rest of nonsense. */
    private static Optional<String> wrong(ByteBuffer view, int length) {
        int version = (view.get(12) & 0xff) >> 4;
        int command = view.get(12) & 0x0f;
        int protocol = view.get(13) & 0xff;
        if (version != 2 || command > 1) {
            return Optional.of("expected version 2 and LOCAL or PROXY, but was " + hex(view.get(12)));
        } else if (length > LONGEST_BLOCK) {
            return Optional.of("expected no more than " + LONGEST_BLOCK + " bytes of addresses and more, but there are " + length);
        } else if (command == 0 || protocol == 0) {
            return Optional.empty();
        } else if (protocol != 0x11 && protocol != 0x21) {
            return Optional.of("expected TCP over IPv4 or IPv6, but was " + hex(view.get(13)));
        }
        int least = 2 * octets(protocol >> 4) + 4;
        return length >= least ? Optional.empty()
                : Optional.of("expected " + least + " bytes of addresses, but there are " + length);
    }

    private static String hex(byte value) {
        return "0x%02x".formatted(value & 0xff);
    }

    private static Reading addresses(ByteBuffer view, int octets, int consumed) {
        int ports = FIXED + 2 * octets;
        return new Reading.Address(
                new InetSocketAddress(address(view, FIXED, octets), Short.toUnsignedInt(view.getShort(ports))),
                new InetSocketAddress(address(view, FIXED + octets, octets), Short.toUnsignedInt(view.getShort(ports + 2))),
                consumed);
    }

    private static InetAddress address(ByteBuffer view, int at, int octets) {
        byte[] address = new byte[octets];
        view.get(at, address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
