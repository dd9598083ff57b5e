package dev.culvert.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a moment ago, so that a page of fifty files costs one slow hash and not fifty. Kept are only
 * seals of user, hash and password under a key that never leaves the process: a changed file changes the seal. What was
 * wrong is never kept.
 */
final class RecentLogins {
    /** How long one is kept: what a session of requests takes, and short enough to forget one. */
    static final Duration KEPT_FOR = Duration.ofSeconds(30);
    static final int MOST = 1000;

    private final LongSupplier nanos;
    private final SecretKeySpec key = new SecretKeySpec(random(), "HmacSHA256");
    private final SequencedMap<String, Long> since = new LinkedHashMap<>();

    /** @param nanos a clock like {@link System#nanoTime} */
    RecentLogins(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean remembers(String user, StoredHash stored, String password) {
        String seal = seal(user, stored, password);
        synchronized (since) {
            Long begun = since.get(seal);
            if (begun == null) {
                return false;
            } else if (nanos.getAsLong() - begun > KEPT_FOR.toNanos()) {
                since.remove(seal);
                return false;
            }
            return true;
        }
    }

    void remember(String user, StoredHash stored, String password) {
        String seal = seal(user, stored, password);
        synchronized (since) {
            since.remove(seal);
            while (since.size() >= MOST) {
                since.pollFirstEntry();
            }
            since.put(seal, nanos.getAsLong());
        }
    }

    private String seal(String user, StoredHash stored, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // None of the three can hold a NUL, so where one ends is plain.
            byte[] text = (user + "\0" + stored.secret() + "\0" + password).getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
