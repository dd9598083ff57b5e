package dev.culvert.log;

import static java.util.Map.entry;

import dev.culvert.proxy.Tally;
import dev.culvert.proxy.TunnelEnd;
import dev.culvert.proxy.TunnelFacts;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code {@code %{NAME}W}, which is Culvert's own: what there is to tell of a tunnel. {@code -} for a plain request, for
 * what only an end can tell while the tunnel is open, and for what nobody has looked at.
 */
final class TunnelCodes {
    private static final Map<String, Token> ROWS = Map.ofEntries(
            entry("backend", Token.text(outcome -> Optional.of(outcome.backend()).filter(url -> !url.isEmpty()))),
            entry("bytes-down", number(end -> OptionalLong.of(end.traffic().down().bytes()))),
            entry("bytes-up", number(end -> OptionalLong.of(end.traffic().up().bytes()))),
            entry("close-code", text(end -> end.code().stream().mapToObj(String::valueOf).findAny())),
            entry("ended-by", text(end -> Optional.of(end.by().toString()))),
            // Every tunnel begins with a 101, and nothing else does.
            entry("event", new Token.Conditional(late(TunnelCodes::event), status -> status == 101)),
            entry("id", Token.text(outcome -> outcome.tunnel().map(facts -> String.valueOf(facts.id())))),
            entry("messages-down", number(end -> end.traffic().down().messages())),
            entry("messages-up", number(end -> end.traffic().up().messages())),
            entry("why", text(end -> Optional.of(end.why()))));

    /** Those that are told in a unit. */
    private static final Map<String, Function<TimeUnit, Token>> TIMES = Map.of(
            "handshake", unit -> Token.text(outcome -> outcome.tunnel().map(TunnelFacts::handshake).map(time -> in(unit, time))),
            "lasted", unit -> text(end -> Optional.of(in(unit, end.lasted()))));

    /** What may stand in the braces. */
    static final String EXPECTED = Stream.concat(ROWS.keySet().stream(), TIMES.keySet().stream()).sorted()
            .collect(Collectors.joining(", ")) + ", or a time with :us, :ms or :s";

    private TunnelCodes() {}

    /** @param argument what stands in the braces: a name, after which a time may have a unit, else it is microseconds */
    static Optional<Token> token(String argument) {
        int colon = argument.indexOf(':');
        return colon < 0
                ? Optional.ofNullable(ROWS.get(argument)).or(() -> time(argument, "us"))
                : time(argument.substring(0, colon), argument.substring(colon + 1));
    }

    private static Optional<Token> time(String name, String unit) {
        return Optional.ofNullable(TIMES.get(name)).flatMap(row -> unit(unit).map(row));
    }

    /** httpd's words for units of time, in capitals or not. */
    static Optional<TimeUnit> unit(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "us" -> Optional.of(TimeUnit.MICROSECONDS);
            case "ms" -> Optional.of(TimeUnit.MILLISECONDS);
            case "s" -> Optional.of(TimeUnit.SECONDS);
            default -> Optional.empty();
        };
    }

    private static String event(Tally tally) {
        return tally.tunnel().isPresent() ? "close" : "open";
    }

    private static String in(TimeUnit unit, Duration time) {
        return String.valueOf(unit.convert(time));
    }

    private static Token number(Function<TunnelEnd, OptionalLong> value) {
        return text(end -> value.apply(end).stream().mapToObj(String::valueOf).findAny());
    }

    private static Token text(Function<TunnelEnd, Optional<String>> value) {
        return late(tally -> tally.tunnel().flatMap(value).orElse("-"));
    }

    private static Token.Late late(Function<Tally, String> value) {
        return (tally, _, out) -> Escape.access(value.apply(tally), out);
    }
}
