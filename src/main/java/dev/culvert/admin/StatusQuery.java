package dev.culvert.admin;

import dev.culvert.proxy.TunnelFacts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tunnels somebody wants to see, and in which order.
 *
 * @param search stands somewhere in what is known of a tunnel, in capitals or not; empty for all
 * @param host of theirs; empty for all
 * @param backend of theirs, or balancer; empty for all
 * @param limit how many at most
 * @param offset how many are passed over before
 */
record StatusQuery(
        String search, String host, String backend, TunnelOrder order, TunnelOrder.Direction direction, int limit, int offset) {
    /** More rows are for nobody to read, and would keep the loop from its work. */
    static final int MOST = 200;
    static final int USUAL = 50;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");

    static StatusQuery of(Fields fields) {
        TunnelOrder order = fields.value("sort").flatMap(TunnelOrder::of).orElse(TunnelOrder.ID);
        TunnelOrder.Direction direction = fields.value("order").map(word -> word.equals("asc") ? TunnelOrder.Direction.UP
                : TunnelOrder.Direction.DOWN).orElse(order.first());
        int limit = Math.clamp(number(fields, "limit").orElse(USUAL), 1, MOST);
        return new StatusQuery(text(fields, "q"), text(fields, "host"), text(fields, "backend"), order, direction, limit,
                number(fields, "offset").orElse(0));
    }

    private static String text(Fields fields, String name) {
        return fields.value(name).orElse("").strip();
    }

    private static Optional<Integer> number(Fields fields, String name) {
        return fields.value(name).filter(text -> NUMBER.matcher(text).matches()).map(Integer::valueOf);
    }

    boolean isForAll() {
        return search.isEmpty() && host.isEmpty() && backend.isEmpty();
    }

    boolean matches(TunnelFacts facts) {
        return (host.isEmpty() || facts.host().equals(host))
                && (backend.isEmpty() || facts.backend().equals(backend) || facts.balancer().equals(backend))
                && (search.isEmpty() || isFound(facts));
    }

    private boolean isFound(TunnelFacts facts) {
        return has(facts.path()) || has(facts.client()) || has(facts.backend()) || has(facts.host()) || has(facts.balancer())
                || has(facts.subprotocol()) || has(facts.protocol()) || has(facts.spoken().toString())
                || String.valueOf(facts.id()).equals(search);
    }

    private boolean has(String text) {
        int last = text.length() - search.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, search, 0, search.length())) {
                return true;
            }
        }
        return false;
    }

    // ---- others like it

    StatusQuery by(TunnelOrder other) {
        return new StatusQuery(search, host, backend, other, other == order ? direction.other() : other.first(), limit, 0);
    }

    StatusQuery from(int other) {
        return new StatusQuery(search, host, backend, order, direction, limit, other);
    }

    StatusQuery ofHost(String other) {
        return new StatusQuery(search, other, backend, order, direction, limit, 0);
    }

    StatusQuery ofBackend(String other) {
        return new StatusQuery(search, host, other, order, direction, limit, 0);
    }

    /** As it stands in a URL, with its question mark; what is usual is left out. */
    String text() {
        String fields = Stream.of(field("q", search), field("host", host), field("backend", backend),
                        field("sort", order == TunnelOrder.ID ? "" : order.key()),
                        field("order", direction == order.first() ? "" : direction.word()),
                        field("limit", limit == USUAL ? "" : String.valueOf(limit)),
                        field("offset", offset == 0 ? "" : String.valueOf(offset)))
                .filter(field -> !field.isEmpty()).reduce((one, other) -> one + "&" + other).orElse("");
        return fields.isEmpty() ? "" : "?" + fields;
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** For a log line. */
    String words() {
        return isForAll() ? "all" : Stream.of(field("q", search), field("host", host), field("backend", backend))
                .filter(field -> !field.isEmpty()).reduce((one, other) -> one + " " + other).orElse("");
    }
}
