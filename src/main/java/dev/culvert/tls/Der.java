package dev.culvert.tls;

import java.util.Arrays;
import java.util.HexFormat;

/** Wraps the older forms of private keys into PKCS#8, the only one that the JDK reads. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    /** @param key PKCS#1 */
    static byte[] pkcs8OfRsa(byte[] key) {
        return wrapped(RSA, key);
    }

    /** @param key SEC1, which must name its curve */
    static byte[] pkcs8OfEc(byte[] key) throws BadPem {
        try {
            return wrapped(element(SEQUENCE, joined(EC, curve(key))), key);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | IllegalArgumentException _) {
            throw new BadPem("the EC private key is damaged");
        }
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        byte[] version = element(INTEGER, new byte[1]);
        return element(SEQUENCE, joined(version, joined(algorithm, element(OCTETS, key))));
    }

    /** The curve's OID: {@code ECPrivateKey ::= SEQUENCE { version, privateKey, [0] parameters, [1] publicKey }}. */
    private static byte[] curve(byte[] key) throws BadPem {
        int at = content(key, 0);
        while (at < key.length) {
            int inside = content(key, at);
            if ((key[at] & 0xff) == PARAMETERS && key[inside] == OID) {
                return Arrays.copyOfRange(key, inside, end(key, inside));
            }
            at = end(key, at);
        }
        throw new BadPem("the EC private key does not name its curve");
    }

    /** Where the content of the element at that place begins. */
    private static int content(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return length < 0x80 ? at + 2 : at + 2 + (length & 0x7f);
    }

    private static int end(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        if (length < 0x80) {
            return at + 2 + length;
        }
        int size = 0;
        for (int i = at + 2; i < content(der, at); i++) {
            size = (size << 8) | (der[i] & 0xff);
        }
        return Math.addExact(content(der, at), size);
    }

    private static byte[] element(int tag, byte[] content) {
        byte[] head = content.length < 0x80 ? new byte[] {(byte) tag, (byte) content.length}
                : content.length < 0x100 ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return joined(head, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
