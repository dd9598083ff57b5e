package dev.culvert.parity;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import java.time.Duration;

/** A client or a backend in a scenario: what it sends is the scenario's, what it gets becomes facts. */
final class Actor {
    /** Longer than any timeout in a configuration. */
    private static final Duration LONG = Duration.ofSeconds(9);

    private final String name;
    private final RawConnection raw;
    private final Facts facts;

    Actor(String name, RawConnection raw, Facts facts) {
        this.name = name;
        this.raw = raw;
        this.facts = facts;
    }

    Actor send(String text) {
        raw.send(text);
        return this;
    }

    Actor send(byte[] bytes) {
        raw.send(bytes);
        return this;
    }

    /** Half-closes. */
    Actor finish() {
        raw.finish();
        return this;
    }

    Actor reset() {
        raw.reset();
        return this;
    }

    void close() {
        raw.close();
    }

    RawConnection raw() {
        return raw;
    }

    /** The next head, every line a fact. */
    Head head() {
        Head head = raw.head(LONG);
        facts.head(name, head);
        return head;
    }

    /** The next response, body included. */
    Head answer() {
        Head head = head();
        body(head);
        return head;
    }

    /** Only what matters when the rest is said elsewhere: the status line, and how the body came. */
    Head status() {
        Head head = raw.head(LONG);
        facts.add(name + " < " + head.start());
        if (bodied(head)) {
            raw.body(head);
        }
        return head;
    }

    void body(Head head) {
        if (bodied(head)) {
            facts.body(name, head, raw.body(head));
        }
    }

    Actor reads(int count) {
        facts.add(name + " reads \"" + Facts.escaped(raw.read(count)) + "\"");
        return this;
    }

    /** Everything until the other side ends, as a fact. */
    Actor rest() {
        String rest = raw.rest(LONG);
        facts.add(name + (rest.isEmpty() ? " sees the end" : " reads \"" + Facts.escaped(rest) + "\", then the end"));
        return this;
    }

    /** How much until the other side ends, and nothing of it. */
    void measures() {
        facts.add(name + " reads " + raw.rest(Duration.ofSeconds(20)).length() + " bytes, then the end");
    }

    /** States that nothing comes for that long. */
    Actor quiet(int millis) {
        facts.add(name + (raw.quiet(Duration.ofMillis(millis)) ? " sees nothing" : " sees something"));
        return this;
    }

    /** Whether another request would be answered on this connection. */
    void usable() {
        raw.send(Texts.get("/nowhere"));
        if (raw.speaks(LONG)) {
            Head head = raw.head();
            facts.add(name + " is still served: " + head.status());
            raw.body(head);
        } else {
            facts.add(name + " sees the end");
        }
    }

    private static boolean bodied(Head head) {
        int status = head.status();
        boolean response = head.start().startsWith("HTTP/");
        boolean none = status / 100 == 1 || status == 204 || status == 304;
        return response ? !none : head.value("Content-Length").isPresent() || head.value("Transfer-Encoding").isPresent();
    }
}
