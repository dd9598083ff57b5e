package dev.culvert.proxy;

import dev.culvert.ConfiguredSite;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.Claim;
import dev.culvert.balance.MemberFacts;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exchange, written down as it goes on: {@code >} what it is told, {@code <} what it wants done, {@code !} what it
 * logs, and below each head its fields, indented. Of answers made here the fields that each of them has are left out.
 */
final class Conversation {
    static final String NOW = "Sun, 01 Mar 2026 12:00:00 GMT";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Pattern REASON = Pattern.compile("<strong>(.*)</strong>");
    private static final Set<String> OF_EACH_REPLY = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_EACH_REPLY.addAll(List.of("Date", "Server", "Content-Length", "Content-Type"));
    }

    private final Site site;
    private final List<String> lines = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private Optional<Exchange> exchange = Optional.empty();
    private Optional<Action> last = Optional.empty();
    private Optional<Request> sent = Optional.empty();

    private Conversation(Site site) {
        this.site = site;
    }

    /** @param configuration of a server that is called {@code site.test} */
    static Conversation under(String... configuration) {
        return new Conversation(ConfiguredSite.of("ServerName site.test\n" + String.join("\n", configuration) + "\n", "Culvert"));
    }

    // ---- what happens

    Conversation asks(String line, String... fields) {
        return asks(Heads.request(line, fields));
    }

    Conversation asks(Request request) {
        Peer peer = new Peer(new InetSocketAddress("192.0.2.7", 50000), new InetSocketAddress("192.0.2.1", 80));
        lines.add("> " + request.method() + " " + request.target());
        Exchange begun = new Exchange(site, request, peer, CLOCK, new Writer());
        exchange = Optional.of(begun);
        return went(begun.begin());
    }

    Conversation connected() {
        lines.add("> connected");
        return went(exchange().connected(false));
    }

    Conversation connectedAgain() {
        lines.add("> connected to a kept one");
        return went(exchange().connected(true));
    }

    /** In fields, {@code ${accept}} is the proof for the key that was sent. */
    Conversation answers(String line, String... fields) {
        List<String> filled = new ArrayList<>();
        for (String field : fields) {
            filled.add(field.replace("${accept}", accept()));
        }
        return answers(Heads.response(line, filled.toArray(String[]::new)));
    }

    Conversation answers(Response response) {
        lines.add("> " + response.status() + " " + response.reason());
        return went(exchange().answered(response));
    }

    /** The request could be sent again from its first byte. */
    Conversation fails(Failure failure) {
        lines.add("> failed: " + failure.getClass().getSimpleName());
        return went(exchange().failed(failure, true));
    }

    Conversation failsWithHalfABody(Failure failure) {
        lines.add("> failed: " + failure.getClass().getSimpleName() + ", body not whole");
        return went(exchange().failed(failure, false));
    }

    Conversation resumed() {
        lines.add("> resumed");
        return went(exchange().resumed());
    }

    /** The exchange, or its tunnel, is over. */
    Conversation ends() {
        exchange().claim().ifPresent(Claim::release);
        return this;
    }

    // ---- what came of it

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The members of a balancer of the configuration, as they are now. */
    List<MemberFacts> facts(String balancer) {
        Balancer known = site.router().balancer(BackendUrl.parse(balancer).orElseThrow()).orElseThrow();
        return site.live(known).facts();
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    Action last() {
        return last.orElseThrow();
    }

    /** The fields of the head that the backend got. */
    List<String> sent() {
        return fields(sent.orElseThrow().headers());
    }

    /** The fields of the head that the client got last. */
    List<String> got() {
        return switch (last()) {
            case Action.Relay(Response head) -> fields(head.headers());
            case Action.Interim(Response head) -> fields(head.headers());
            case Action.Tunnel tunnel -> fields(tunnel.head().headers());
            case Action.Reply reply -> fields(typed(reply.head(), reply.type()).headers());
            default -> throw new AssertionError("the client got nothing: " + last());
        };
    }

    // ---- how it is written down

    private Exchange exchange() {
        return exchange.orElseThrow();
    }

    private String accept() {
        return sent.flatMap(head -> head.headers().first("Sec-WebSocket-Key")).map(Handshake::accept).orElse("none");
    }

    private <V> Conversation found(Question<V> question) {
        return went(exchange().found(question, question.find()));
    }

    private final class Writer implements Journal {
        @Override
        public void say(Remark remark) {
            logged(remark);
        }

        @Override
        public boolean wants(Level level, String module) {
            return level.compareTo(Level.DEBUG) <= 0;
        }
    }

    private void logged(Remark remark) {
        remarks.add(remark);
        lines.add("! " + remark.module() + (remark.number().isEmpty() ? "" : " " + remark.number()));
    }

    private Conversation went(Action action) {
        last = Optional.of(action);
        switch (action) {
            case Action.Connect connect -> lines.add("< Connect " + connect.target().url() + source(connect.source()));
            case Action.Send(Request head) -> sending(head);
            case Action.Interim(Response head) -> head("Interim", head, fields(head.headers()));
            case Action.Await() -> lines.add("< Await");
            case Action.Tunnel(Response head, String protocol, Action.Limits limits) -> {
                head("Tunnel", head, fields(head.headers()));
                lines.add("  speaking " + protocol + ", idle " + limits.idle().toSeconds() + "s");
            }
            case Action.Relay(Response head) -> head("Relay", head, fields(head.headers()));
            case Action.Reply(Response head, String type, String page) -> reply(typed(head, type), page);
            case Action.Serve(Response head, var file, var parts) ->
                    head("Serve " + file + " in " + parts.size() + " parts", head, fields(head.headers()));
            case Action.ReadForm(int most) -> lines.add("< ReadForm " + most);
            case Action.Pause(var duration) -> lines.add("< Pause " + duration.toMillis() + " ms");
            case Action.LookUp(var question) -> {
                return found(question);
            }
        }
        return this;
    }

    /** As it is sent: with the type of the page behind everything else. */
    private static Response typed(Response head, String type) {
        return type.isEmpty() ? head : head.with(head.headers().toBuilder().add("Content-Type", type).build());
    }

    private static String source(Action.Source source) {
        return source == Action.Source.FRESH ? " afresh" : "";
    }

    private void sending(Request head) {
        sent = Optional.of(head);
        lines.add("< Send " + head.method() + " " + head.target());
        fields(head.headers()).forEach(field -> lines.add("  " + field));
    }

    private void head(String what, Response head, List<String> fields) {
        lines.add("< " + what + " " + head.status() + " " + head.reason() + body(head.body()));
        fields.forEach(field -> lines.add("  " + field));
    }

    private static String body(Framing framing) {
        return switch (framing) {
            case Framing.None() -> "";
            case Framing.Length(long bytes) -> " and " + bytes + " bytes";
            case Framing.Chunked() -> " and chunks";
            case Framing.UntilClose() -> " and all until the end";
        };
    }

    private void reply(Response head, String page) {
        Headers special = head.headers().toBuilder().removeIf(OF_EACH_REPLY::contains).build();
        lines.add("< Reply " + head.status() + " " + head.reason());
        fields(special).forEach(field -> lines.add("  " + field));
        Matcher reason = REASON.matcher(page);
        if (reason.find()) {
            lines.add("  because " + reason.group(1));
        }
    }

    private static List<String> fields(Headers headers) {
        List<String> fields = new ArrayList<>();
        headers.forEach((name, value) -> fields.add(name + ": " + value));
        return fields;
    }
}
