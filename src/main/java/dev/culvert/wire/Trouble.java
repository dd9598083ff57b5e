package dev.culvert.wire;

import io.netty.channel.ConnectTimeoutException;

/** Exceptions in words. */
final class Trouble {
    private static final int DEEPEST = 10;

    private Trouble() {}

    /** What a person can make of it: the innermost cause says it best. */
    static String words(Throwable cause) {
        Throwable last = cause;
        for (int depth = 0; last.getCause() != null && depth < DEEPEST; depth++) {
            last = last.getCause();
        }
        String said = String.valueOf(last.getMessage());
        return last instanceof ConnectTimeoutException ? "(70007) " + said : said;
    }
}
