package dev.culvert.files;

import dev.culvert.http.Headers;
import dev.culvert.http.HttpDate;
import dev.culvert.http.Request;
import dev.culvert.world.FileQuestion.Facts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * By what a client knows again what it has (RFC 9110 §8.8, §13).
 *
 * @param etag strong, unless the file changed this very second; nothing with FileETag None
 * @param modified to the second
 */
record Validators(Optional<String> etag, Instant modified) {
    /** A tag, and when the file changed. */
    static Validators of(Facts facts, Instant now, Tagging tagging) {
        Instant modified = Instant.ofEpochSecond(0, 0).plus(facts.modified(), ChronoUnit.MICROS);
        Optional<String> tag = tagging.tag(facts);
        boolean young = now.minusSeconds(1).isBefore(modified);
        return new Validators(tag.map(text -> young ? "W/" + text : text), modified);
    }

    /** What becomes of a request that has conditions. */
    enum Outcome {
        /** It is answered as if it had none. */
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    /** RFC 9110 §13.2.2. */
    Outcome judge(Request request, Instant now) {
        Headers headers = request.headers();
        Optional<String> match = headers.joined("If-Match");
        if (match.isPresent()) {
            if (!lists(match.get(), true)) {
                return Outcome.FAILED;
            }
        } else if (date(headers, "If-Unmodified-Since").filter(since -> seconds() > since.getEpochSecond()).isPresent()) {
            return Outcome.FAILED;
        }
        Optional<String> none = headers.joined("If-None-Match");
        if (none.isPresent()) {
            return lists(none.get(), headers.has("Range")) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
        }
        // httpd: a date in the future says nothing.
        return date(headers, "If-Modified-Since").filter(since -> seconds() <= since.getEpochSecond() && !since.isAfter(now)).isPresent()
                ? Outcome.NOT_MODIFIED
                : Outcome.PROCEED;
    }

    /** Whether a range may be answered as one: If-Range is a promise that the parts fit together. */
    boolean allowsRange(Request request) {
        Optional<String> condition = request.headers().first("If-Range");
        return condition.isEmpty()
                || (condition.get().startsWith("\"") ? condition.equals(etag)
                        : HttpDate.parse(condition.get()).filter(date -> date.getEpochSecond() == seconds()).isPresent());
    }

    private boolean lists(String list, boolean strong) {
        if (list.strip().equals("*")) {
            return true;
        }
        for (String each : list.split(",", -1)) {
            String tag = each.strip();
            String own = etag.orElse("");
            boolean weak = tag.startsWith("W/") || own.startsWith("W/");
            if (!own.isEmpty() && bare(tag).equals(bare(own)) && !(strong && weak)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static Optional<Instant> date(Headers headers, String name) {
        return headers.first(name).flatMap(HttpDate::parse);
    }

    private long seconds() {
        return modified.getEpochSecond();
    }
}
