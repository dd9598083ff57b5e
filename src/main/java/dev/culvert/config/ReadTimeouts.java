package dev.culvert.config;

import dev.culvert.directive.Args;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What {@code RequestReadTimeout} says. A stage that no line names keeps what holds outside, and at last httpd's default. */
public record ReadTimeouts(Optional<Stage> ofHandshake, Optional<Stage> ofHeader, Optional<Stage> ofBody) {
    static final ReadTimeouts UNSET = new ReadTimeouts(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String EXPECTED = "handshake=, header= or body= with seconds, such as header=20-40,MinRate=500";
    private static final Stage OFF = new Stage(Duration.ZERO, Duration.ZERO, 0);
    private static final Stage HEADER = new Stage(Duration.ofSeconds(20), Duration.ofSeconds(40), 500);
    private static final Stage BODY = new Stage(Duration.ofSeconds(20), Duration.ZERO, 500);

    /**
     * How long a stage may take.
     *
     * @param first zero for no limit at all
     * @param most what {@code first} may grow to as bytes arrive; zero for no end to that
     * @param minRate bytes for each of which a second's share is added; 0 for none
     */
    public record Stage(Duration first, Duration most, int minRate) {
        public boolean isOff() {
            return first.isZero();
        }

        /** How long the stage may take in all when so many bytes have come. */
        public Duration allowed(long bytes) {
            if (minRate == 0) {
                return first;
            }
            Duration grown = first.plusMillis(bytes * 1000 / minRate);
            return most.isZero() || grown.compareTo(most) < 0 ? grown : most;
        }
    }

    public Stage handshake() {
        return ofHandshake.orElse(OFF);
    }

    public Stage header() {
        return ofHeader.orElse(HEADER);
    }

    public Stage body() {
        return ofBody.orElse(BODY);
    }

    ReadTimeouts over(ReadTimeouts outer) {
        return new ReadTimeouts(ofHandshake.or(outer::ofHandshake), ofHeader.or(outer::ofHeader), ofBody.or(outer::ofBody));
    }

    static ReadTimeouts read(Args args, ReadTimeouts soFar) {
        ReadTimeouts read = soFar;
        do {
            read = stage(args, args.next(EXPECTED)).over(read);
        } while (args.hasNext());
        return read;
    }

    private static ReadTimeouts stage(Args args, String word) {
        int equals = word.indexOf('=');
        String name = word.substring(0, Math.max(equals, 0)).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "handshake" -> new ReadTimeouts(Optional.of(limits(args, word, equals)), Optional.empty(), Optional.empty());
            case "header" -> new ReadTimeouts(Optional.empty(), Optional.of(limits(args, word, equals)), Optional.empty());
            case "body" -> new ReadTimeouts(Optional.empty(), Optional.empty(), Optional.of(limits(args, word, equals)));
            default -> throw error(args, word);
        };
    }

    private static Stage limits(Args args, String word, int equals) {
        String[] parts = word.substring(equals + 1).split(",", -1);
        String[] range = parts[0].split("-", -1);
        Duration first = seconds(args, word, range[0]);
        Duration most = range.length > 1 ? seconds(args, word, range[1]) : Duration.ZERO;
        int rate = parts.length > 1 ? rate(args, word, parts[1]) : 0;
        boolean fits = parts.length <= 2 && range.length <= 2;
        boolean grows = range.length == 1 || (rate > 0 && most.compareTo(first) > 0);
        if (!fits || !grows) {
            throw args.error("RequestReadTimeout: expected a range that grows, with a MinRate, such as 20-40,MinRate=500,"
                    + " but was '" + word + "'");
        }
        return new Stage(first, most, rate);
    }

    private static Duration seconds(Args args, String word, String text) {
        return Durations.parse(text, SECOND).orElseThrow(() -> error(args, word));
    }

    private static int rate(Args args, String word, String text) {
        if (!text.toLowerCase(Locale.ROOT).matches("minrate=[1-9][0-9]{0,8}")) {
            throw error(args, word);
        }
        return Integer.parseInt(text.substring("minrate=".length()));
    }

    private static RuntimeException error(Args args, String word) {
        return args.error("RequestReadTimeout: expected " + EXPECTED + ", but was '" + word + "'");
    }
}
