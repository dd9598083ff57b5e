package dev.culvert.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;

/** A password as a password file keeps it. */
final class StoredHash {
    /** Of a password that nobody has: what a check costs where there is nothing to check against. */
    static final StoredHash DUMMY = new StoredHash("$apr1$Culvert.$............../.......");

    private static final String SHA = "{SHA}";
    private static final String DES = "[./0-9A-Za-z]{13}";

    private final String text;

    StoredHash(String text) {
        this.text = text;
    }

    /** What came of a comparison. */
    enum Result {
        SAME,
        DIFFERENT,
        /** It is not a kind of hash that is known here, such as yescrypt, or it is broken. */
        UNKNOWN_KIND
    }

    /** Compares without telling by its time how much was right. Slow on purpose: not for an event loop. */
    Result compare(String password) {
        // The wire's bytes, each a character. A fresh array each time, as the hashers may wipe theirs.
        byte[] octets = password.getBytes(StandardCharsets.ISO_8859_1);
        if (text.startsWith("$2y$") || text.startsWith("$2a$") || text.startsWith("$2b$")) {
            return bcrypt(octets);
        }
        try {
            return text.matches(DES) || text.startsWith("$") || text.startsWith(SHA)
                    ? result(MessageDigest.isEqual(bytes(hashed(octets)), bytes(text))) : Result.UNKNOWN_KIND;
        } catch (IllegalArgumentException _) {
            return Result.UNKNOWN_KIND;
        }
    }

    /** @throws IllegalArgumentException if the kind is unknown or the salt makes no sense */
    private String hashed(byte[] octets) {
        if (text.startsWith(SHA)) {
            return SHA + Base64.getEncoder().encodeToString(sha1(octets));
        } else if (text.startsWith("$apr1$")) {
            return Md5Crypt.apr1Crypt(octets, text);
        } else if (text.startsWith("$1$")) {
            return Md5Crypt.md5Crypt(octets, text);
        } else if (text.startsWith("$5$")) {
            return Sha2Crypt.sha256Crypt(octets, text);
        } else if (text.startsWith("$6$")) {
            return Sha2Crypt.sha512Crypt(octets, text);
        } else if (text.startsWith("$")) {
            throw new IllegalArgumentException("unknown kind");
        }
        return UnixCrypt.crypt(octets, text);
    }

    /** bcrypt looks at the first 72 bytes only, whoever computes it. */
    private Result bcrypt(byte[] octets) {
        BCrypt.Version version = BCrypt.Version.VERSION_2Y;
        BCrypt.Result result = BCrypt.verifyer(version, LongPasswordStrategies.truncate(version)).verify(octets, bytes(text));
        return result.validFormat ? result(result.verified) : Result.UNKNOWN_KIND;
    }

    private static Result result(boolean same) {
        return same ? Result.SAME : Result.DIFFERENT;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha1(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(octets);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it stands in the file; not for a log. */
    String secret() {
        return text;
    }

    @Override
    public String toString() {
        return "(a hash)";
    }
}
