package dev.culvert.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** By what tunnels can be sorted; JSON calls its fields the same. */
enum TunnelOrder {
    ID("id", "Number", row -> row.facts().id()),
    CLIENT("client", "Client", text(row -> row.facts().client())),
    HOST("host", "Host", text(row -> row.facts().host())),
    PATH("path", "Path", text(row -> row.facts().path())),
    BALANCER("balancer", "Balancer", text(row -> row.facts().balancer())),
    BACKEND("backend", "Backend", text(row -> row.facts().backend())),
    PROTOCOL("protocol", "Protocol", text(row -> row.facts().protocol())),
    SUBPROTOCOL("subprotocol", "Subprotocol", text(row -> row.facts().subprotocol())),
    HTTP("http", "HTTP version", text(row -> row.facts().spoken().toString())),
    AGE("age", "Age", row -> row.age().toMillis()),
    IDLE("idle", "Idle", row -> row.traffic().idle().toMillis()),
    BYTES_UP("bytes_up", "Bytes up", row -> row.traffic().up().bytes()),
    BYTES_DOWN("bytes_down", "Bytes down", row -> row.traffic().down().bytes()),
    MESSAGES_UP("messages_up", "Messages up", row -> row.traffic().up().messages().orElse(-1)),
    MESSAGES_DOWN("messages_down", "Messages down", row -> row.traffic().down().messages().orElse(-1));

    /** Which end comes first. */
    enum Direction {
        UP("asc"),
        DOWN("desc");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        Direction other() {
            return this == UP ? DOWN : UP;
        }
    }

    private final String key;
    private final String title;
    private final Direction first;
    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds on to nothing
    private final Comparator<TunnelRow> rising;

    TunnelOrder(String key, String title, ToLongFunction<TunnelRow> number) {
        this(key, title, Direction.DOWN, Comparator.comparingLong(number));
    }

    TunnelOrder(String key, String title, Comparator<TunnelRow> rising) {
        this(key, title, Direction.UP, rising);
    }

    TunnelOrder(String key, String title, Direction first, Comparator<TunnelRow> rising) {
        this.key = key;
        this.title = title;
        this.first = first;
        this.rising = rising;
    }

    private static Comparator<TunnelRow> text(Function<TunnelRow, String> text) {
        return Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
    }

    static Optional<TunnelOrder> of(String key) {
        return Stream.of(values()).filter(one -> one.key.equals(key)).findFirst();
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    /** The end that people ask for first: the biggest number, the first letter. */
    Direction first() {
        return first;
    }

    /** Those that are equal stay in the order in which they were opened, newest first. */
    List<TunnelRow> sort(Stream<TunnelRow> rows, Direction direction) {
        Comparator<TunnelRow> newest = Comparator.comparingLong((TunnelRow row) -> row.facts().id()).reversed();
        return rows.sorted((direction == Direction.UP ? rising : rising.reversed()).thenComparing(newest)).toList();
    }
}
