package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What has come on one stream of a {@link FrameClient}, and what may still be sent on it. All of it is the client's to lock. */
final class FrameStream {
    final List<Head> interim = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    Optional<Head> head = Optional.empty();
    Optional<Head> trailers = Optional.empty();
    OptionalInt reset = OptionalInt.empty();
    boolean ended;
    boolean unread;
    boolean givenUp;
    int taken;
    long window;

    FrameStream(long window) {
        this.window = window;
    }

    void fields(Head fields) {
        if (fields.status() >= 100 && fields.status() < 200) {
            interim.add(fields);
        } else if (head.isEmpty()) {
            head = Optional.of(fields);
        } else {
            trailers = Optional.of(fields);
        }
    }

    /** Only the first one says why: what was on its way already may be answered with others. */
    void reset(int code) {
        reset = reset.isPresent() ? reset : OptionalInt.of(code);
    }

    boolean isOver() {
        return ended || reset.isPresent();
    }

    int untaken() {
        return body.size() - taken;
    }

    String take(int count) {
        String text = new String(body.toByteArray(), taken, count, ISO_8859_1);
        taken += count;
        return text;
    }

    @Override
    public String toString() {
        return "head " + head + ", interim " + interim + ", " + body.size() + " bytes, trailers " + trailers + ", reset " + reset
                + (ended ? ", ended" : ", not ended");
    }
}
