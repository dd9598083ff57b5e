package dev.culvert.tls;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The encryption that OpenSSL used before PKCS#8: {@code Proc-Type: 4,ENCRYPTED} and a {@code DEK-Info} line. */
final class TraditionalPem {
    private static final int SALT = 8;

    private TraditionalPem() {}

    static byte[] decrypted(Pem.Block block, char[] phrase) throws GeneralSecurityException {
        String[] words = block.header("DEK-Info").orElse("").split(",", 2);
        if (words.length != 2) {
            throw new GeneralSecurityException("no DEK-Info");
        }
        byte[] iv = vector(words[1].strip());
        ByteBuffer secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(phrase));
        byte[] password = new byte[secret.remaining()];
        secret.get(password);
        return decrypted(words[0].strip(), iv, password, block.content());
    }

    private static byte[] vector(String hex) throws GeneralSecurityException {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no vector in DEK-Info", e);
        }
    }

    private static byte[] decrypted(String name, byte[] iv, byte[] password, byte[] content) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance((isTriple(name) ? "DESede" : "AES") + "/CBC/PKCS5Padding");
        SecretKeySpec key = new SecretKeySpec(derived(password, iv, bytes(name)), isTriple(name) ? "DESede" : "AES");
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
        return cipher.doFinal(content);
    }

    private static boolean isTriple(String name) {
        return name.equals("DES-EDE3-CBC");
    }

    private static int bytes(String name) throws GeneralSecurityException {
        return switch (name) {
            case "AES-128-CBC" -> 16;
            case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
            case "AES-256-CBC" -> 32;
            default -> throw new GeneralSecurityException(name + " is not known");
        };
    }

    /** OpenSSL's EVP_BytesToKey with MD5 and one round, salted with the vector's first bytes. */
    private static byte[] derived(byte[] password, byte[] iv, int length) throws GeneralSecurityException {
        byte[] key = new byte[0];
        byte[] last = new byte[0];
        while (key.length < length) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(last);
            digest.update(password);
            digest.update(iv, 0, Math.min(SALT, iv.length));
            last = digest.digest();
            byte[] longer = Arrays.copyOf(key, key.length + last.length);
            System.arraycopy(last, 0, longer, key.length, last.length);
            key = longer;
        }
        return Arrays.copyOf(key, length);
    }
}
