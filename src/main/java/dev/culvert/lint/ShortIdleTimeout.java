package dev.culvert.lint;

import dev.culvert.balance.Backend;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ProxyPass;
import dev.culvert.syntax.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A time limit that cuts a WebSocket on which nobody has spoken for less than a minute. */
final class ShortIdleTimeout implements Check {
    private static final String NAME = "short-idle-timeout";
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final String LONG = "3600";

    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(server -> Stream.concat(ofBackends(server), ofServer(server).stream()));
    }

    static boolean carriesWebSockets(ProxyPass rule) {
        return rule.url().filter(Twins::isWebSocket).isPresent() || rule.parameters().get(WorkerParameters.UPGRADE).isPresent();
    }

    /** A backend's own time is the one that holds. */
    private static Stream<Finding> ofBackends(Server server) {
        return server.everyOwnMapping().filter(ShortIdleTimeout::carriesWebSockets)
                .filter(rule -> rule.parameters().has(WorkerParameters.TIMEOUT))
                .flatMap(rule -> own(server.backendOf(rule)).filter(ShortIdleTimeout::isShort)
                        .map(idle -> finding(rule, idle)).stream());
    }

    private static Optional<Duration> own(Backend backend) {
        return backend.parameters().get(WorkerParameters.TIMEOUT);
    }

    private static Finding finding(ProxyPass rule, Duration idle) {
        return Finding.doubt(rule.at(), NAME, why("timeout=" + idle.toSeconds(), idle),
                MappingLine.of(rule).with("timeout", LONG).print());
    }

    /** The longer of the two holds for all that have none of their own. */
    private static Optional<Finding> ofServer(Server server) {
        Duration client = server.settings().get(ConnectionDirectives.TIMEOUT);
        Duration behind = server.settings().get(ProxyDirectives.TIMEOUT).orElse(client);
        Duration idle = behind.compareTo(client) > 0 ? behind : client;
        return cause(server).filter(_ -> isShort(idle) && depends(server)).map(line -> Finding.doubt(line.at(), NAME,
                why(line.name() + " " + Lines.word(line, 0), idle), "ProxyTimeout " + LONG));
    }

    private static Optional<Node.Statement> cause(Server server) {
        return server.line("ProxyTimeout").or(() -> server.line("Timeout"));
    }

    private static boolean depends(Server server) {
        Stream<ProxyPass> mappings = Stream.concat(server.mappings().stream(), server.everyOwnMapping());
        return mappings.filter(ShortIdleTimeout::carriesWebSockets).anyMatch(rule -> own(server.backendOf(rule)).isEmpty())
                || server.ruleSets().stream().flatMap(set -> set.rules().stream())
                        .anyMatch(rule -> rule.line().goesToWebSocket() && rule.line().isProxying());
    }

    private static boolean isShort(Duration idle) {
        return idle.compareTo(SHORT) < 0;
    }

    private static String why(String said, Duration idle) {
        String seconds = idle.toSeconds() == 1 ? "1 second" : idle.toSeconds() + " seconds";
        return said + " closes a WebSocket on which nothing has been said for " + seconds
                + ". Many applications are silent for longer.";
    }
}
