package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A balancer with members 0, 1, 2 and so on, under a clock that a test turns. */
final class Pool implements InstantSource {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final LiveBackends backends = new LiveBackends();
    private final Heartbeats heartbeats = new Heartbeats(0);
    private final LiveBalancers balancers = new LiveBalancers(backends, this, heartbeats);
    private final LiveBalancer live;

    /**
     * @param parameters of the balancer, such as {@code lbmethod=bybusyness}; may be empty
     * @param members the parameters of each
     */
    Pool(String parameters, String... members) {
        live = balancers.of(balancer(parameters, members));
    }

    static Balancer balancer(String parameters, String... members) {
        List<Backend> backends = new ArrayList<>();
        for (String words : members) {
            BackendUrl url = BackendUrl.parse("ws://m" + backends.size() + ":81").orElseThrow();
            backends.add(new Backend("balancer://pool", url, Backend.Kind.LITERAL, read(WorkerParameters.ALL, words)));
        }
        return new Balancer("", "balancer://pool", read(BalancerParameters.ALL, parameters), backends);
    }

    static Settings read(Parameters known, String words) {
        Args line = new Args(new Node.Statement(new Word("ProxySet", new Position("case", 1)), List.of(), ""), Place.PROXY,
                Optional.empty(), _ -> { });
        Settings settings = Settings.NONE;
        for (String word : words.isBlank() ? new String[0] : words.split(" ")) {
            settings = known.read(settings, line, word);
        }
        return settings;
    }

    void adopt(Balancer next) {
        balancers.adopt(List.of(next));
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    LiveBalancer live() {
        return live;
    }

    Member member(int index) {
        return live.members().get(index);
    }

    int index(Member member) {
        return live.members().indexOf(member);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Choice choose(String route, String key, Set<Member> tried) {
        Optional<Session> session = Optional.of(route).filter(text -> !text.isEmpty()).map(text -> new Session("S", text));
        return live.choose(new LiveBalancer.Asked(session, key, tried));
    }

    /** The claim of whoever is chosen. */
    Claim take() {
        return take("");
    }

    Claim take(String route) {
        return choose(route, "", new HashSet<>()) instanceof Choice.Taken(Claim claim, boolean _) ? claim : fail();
    }

    private static Claim fail() {
        throw new AssertionError("nobody was chosen");
    }

    /** Members chosen one after the other, each let go at once, such as {@code 0120}; {@code -} for nobody. */
    String picks(int count) {
        return IntStream.range(0, count).mapToObj(_ -> pick("", "")).collect(Collectors.joining());
    }

    String pick(String route, String key) {
        if (!(choose(route, key, Set.of()) instanceof Choice.Taken(Claim claim, boolean changed))) {
            return "-";
        }
        claim.release();
        return index(claim.member()) + (!route.isEmpty() && changed ? "!" : "");
    }

    @Override
    public Instant instant() {
        return now;
    }
}
