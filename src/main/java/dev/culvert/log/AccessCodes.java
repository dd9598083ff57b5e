package dev.culvert.log;

import static java.util.Map.entry;

import dev.culvert.expr.Variable;
import dev.culvert.proxy.Outcome;
import dev.culvert.proxy.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The codes of LogFormat, one row each. */
final class AccessCodes {
    private static final long PID = ProcessHandle.current().pid();
    private static final Token ABSENT = Token.text(_ -> Optional.empty());
    private static final Token CLIENT = (outcome, _, out) -> out.append(Addresses.ip(outcome.peer().address()));
    private static final Token CONNECTION = (outcome, _, out) -> out.append(Addresses.ip(outcome.peer().connection()));

    /** By what follows {@code %}; each makes a token of the argument in braces, which is empty if there is none. */
    private static final Map<String, Function<String, Token>> ROWS = Map.ofEntries(
            entry("a", which -> which.equals("c") ? CONNECTION : CLIENT),
            entry("A", _ -> (outcome, _, out) -> out.append(Addresses.ip(outcome.peer().local()))),
            entry("b", _ -> AccessCodes::bytesOrDash),
            entry("B", _ -> Token.number(Outcome::bodyBytes)),
            // httpd: mod_ssl's old spelling of %x.
            entry("c", name -> Token.text(outcome -> outcome.subject().ssl(name))),
            entry("C", name -> Token.text(outcome -> RequestText.cookie(outcome.request(), name))),
            entry("D", _ -> Token.lateNumber(tally -> tally.took().toNanos() / 1000)),
            entry("e", AccessCodes::variable),
            entry("f", _ -> Token.text(outcome -> Optional.of(outcome.file()).filter(file -> !file.isEmpty()))),
            entry("^FB", _ -> ABSENT),
            entry("h", _ -> CLIENT),
            entry("H", _ -> Token.text(outcome -> Optional.of(outcome.request().version().toString()))),
            entry("i", name -> Token.text(outcome -> outcome.request().headers().joined(name))),
            entry("I", _ -> Token.lateNumber(Tally::received)),
            entry("k", _ -> Token.number(Outcome::keptAlive)),
            entry("l", _ -> ABSENT),
            entry("L", _ -> ABSENT),
            entry("m", _ -> Token.text(outcome -> Optional.of(outcome.request().method()))),
            entry("n", name -> Token.text(outcome -> outcome.subject().notes().value(name))),
            entry("o", name -> Token.text(outcome -> outcome.sent().joined(name))),
            entry("O", _ -> Token.lateNumber(Tally::delivered)),
            entry("p", AccessCodes::port),
            entry("P", AccessCodes::process),
            entry("q", _ -> Token.text(outcome -> Optional.of(RequestText.query(outcome.request())))),
            entry("r", _ -> Token.text(outcome -> RequestText.line(outcome.request()))),
            entry("R", _ -> value(Variable.HANDLER)),
            entry("s", _ -> Token.number(Outcome::status)),
            entry("S", _ -> Token.lateNumber(tally -> tally.received() + tally.delivered())),
            entry("t", AccessTime::token),
            entry("T", AccessCodes::took),
            entry("^ti", _ -> ABSENT),
            entry("^to", _ -> ABSENT),
            entry("u", _ -> AccessCodes::user),
            entry("U", _ -> Token.text(outcome -> Optional.of(RequestText.path(outcome.request())))),
            entry("v", _ -> Token.text(outcome -> Optional.of(outcome.serverName()))),
            entry("V", _ -> Token.text(AccessCodes::host)),
            entry("x", name -> Token.text(outcome -> outcome.subject().ssl(name))),
            entry("X", _ -> (outcome, _, out) -> out.append(outcome.reuse().sign())));

    private AccessCodes() {}

    /** The token of a code such as {@code s} or {@code ^FB}, if it is one. */
    static Optional<Token> token(String code, String argument) {
        return Optional.ofNullable(ROWS.get(code)).map(row -> row.apply(argument));
    }

    private static Token variable(String name) {
        return Token.text(outcome -> outcome.variable(name));
    }

    private static Token value(Variable variable) {
        return Token.text(outcome -> Optional.of(outcome.subject().value(variable)).filter(value -> !value.isEmpty()));
    }

    private static Optional<String> host(Outcome outcome) {
        String name = outcome.self().name();
        return Optional.of(name.startsWith("[") ? name.substring(1, name.length() - 1) : name);
    }

    private static void bytesOrDash(Outcome outcome, Object zone, StringBuilder out) {
        if (outcome.bodyBytes() == 0) {
            out.append('-');
        } else {
            out.append(outcome.bodyBytes());
        }
    }

    private static void user(Outcome outcome, Object zone, StringBuilder out) {
        String user = Optional.of(outcome.subject().value(Variable.REMOTE_USER)).filter(name -> !name.isEmpty())
                .or(() -> outcome.variable("REMOTE_USER")).orElse("-");
        // httpd: an empty name is two quotes, unlike a missing one.
        out.append(user.isEmpty() ? "\"\"" : "");
        Escape.access(user, out);
    }

    private static Token port(String which) {
        return switch (which) {
            case "", "canonical" -> Token.number(outcome -> outcome.self().port());
            case "local" -> Token.number(outcome -> Addresses.port(outcome.peer().local()));
            case "remote" -> Token.number(outcome -> Addresses.port(outcome.peer().connection()));
            default -> echo(which);
        };
    }

    private static Token process(String which) {
        return switch (which) {
            case "", "pid" -> Token.number(_ -> PID);
            case "tid" -> Token.number(_ -> Thread.currentThread().threadId());
            case "hextid" -> (_, _, out) -> out.append(Long.toHexString(Thread.currentThread().threadId()));
            default -> echo(which);
        };
    }

    // httpd: a unit that it does not know is seconds.
    private static Token took(String word) {
        TimeUnit unit = TunnelCodes.unit(word).orElse(TimeUnit.SECONDS);
        return Token.lateNumber(tally -> unit.convert(tally.took()));
    }

    // httpd: an argument that %p and %P do not know is printed as it stands.
    private static Token echo(String argument) {
        return Token.text(_ -> Optional.of(argument));
    }
}
