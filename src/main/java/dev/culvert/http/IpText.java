package dev.culvert.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Addresses as heads and logs write them. */
public final class IpText {
    private static final int PARTS = 8;

    private IpText() {}

    /** Without a zone; of IPv6 the shortest form. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address six ? compressed(six) : address.getHostAddress();
    }

    /** The shortest form, RFC 5952: the JDK's is never compressed. */
    private static String compressed(Inet6Address address) {
        int[] parts = parts(address);
        int gap = longestGap(parts);
        int gapEnd = gap + zeros(parts, gap);
        StringBuilder text = new StringBuilder(40);
        for (int i = 0; i < PARTS; i++) {
            if (i < gap || i >= gapEnd) {
                text.append(i == 0 || (i == gapEnd && gapEnd > gap) ? "" : ":").append(Integer.toHexString(parts[i]));
            } else if (i == gap) {
                text.append("::");
            }
        }
        return text.toString();
    }

    private static int[] parts(Inet6Address address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        int[] parts = new int[PARTS];
        for (int i = 0; i < PARTS; i++) {
            parts[i] = bytes.getShort() & 0xffff;
        }
        return parts;
    }

    /** Where the first of the longest runs of two or more zeros begins, or behind the end. */
    private static int longestGap(int[] parts) {
        int best = PARTS;
        int length = 1;
        for (int i = 0; i < PARTS; i++) {
            if (zeros(parts, i) > length) {
                best = i;
                length = zeros(parts, i);
            }
        }
        return best;
    }

    private static int zeros(int[] parts, int from) {
        int end = from;
        while (end < PARTS && parts[end] == 0) {
            end++;
        }
        return end - from;
    }
}
