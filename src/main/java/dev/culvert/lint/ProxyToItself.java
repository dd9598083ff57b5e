package dev.culvert.lint;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendUrl;
import dev.culvert.config.Configuration;
import dev.culvert.config.Listen;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Settings;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ProxyPass;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A mapping whose target is this very mapping: each request is sent round until the connections run out. */
final class ProxyToItself implements Check {
    private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public Stream<Finding> find(Survey survey) {
        Configuration configuration = survey.configuration();
        return survey.servers().stream().flatMap(server -> server.everyOwnMapping()
                .flatMap(rule -> rule.definition().flatMap(target -> finding(configuration, server, rule, target.url())).stream()));
    }

    private static Optional<Finding> finding(Configuration configuration, Server server, ProxyPass rule, BackendUrl url) {
        return listen(configuration, server, url)
                .filter(_ -> answers(configuration, server, url) && matchesAgain(rule, url))
                .map(listen -> new Finding(rule.at(), Weight.MISTAKE, "proxy-to-itself", "This sends requests to " + url.origin()
                        + ", which is this server (Listen on " + Lines.seen(rule.at(), listen.at())
                        + "), where this line catches them again. The backend must be at another port or host.", Optional.empty()));
    }

    private static Optional<Listen> listen(Configuration configuration, Server server, BackendUrl url) {
        int port = port(url);
        return url.unixSocket().isPresent() ? Optional.empty() : configuration.listens().stream()
                .filter(listen -> listen.port() == port && isHere(listen, server, url.host())).findFirst();
    }

    private static boolean isHere(Listen listen, Server server, String host) {
        boolean anywhere = ANY_ADDRESS.contains(listen.host());
        boolean name = host.equalsIgnoreCase(server.host().name());
        return listen.host().equalsIgnoreCase(host) || ((anywhere || LOOPBACK.contains(listen.host())) && LOOPBACK.contains(host))
                || (anywhere && name);
    }

    /** Whether the virtual host that gets such a request is the one that sends it. */
    private static boolean answers(Configuration configuration, Server server, BackendUrl url) {
        int port = port(url);
        InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        VirtualHost chosen = configuration.hostsAt(local).select(Optional.of(url.host()));
        return chosen == server.host() || (server.settings().get(ProxyDirectives.PRESERVE_HOST)
                && configuration.hostsAt(local).hosts().contains(server.host()));
    }

    private static int port(BackendUrl url) {
        return new Backend(url, Backend.Kind.LITERAL, Settings.NONE).port().orElse(0);
    }

    private static boolean matchesAgain(ProxyPass rule, BackendUrl url) {
        int reference = url.path().indexOf('$');
        String begin = reference < 0 ? url.path() : url.path().substring(0, reference);
        Paths sent = begin.endsWith("/") ? Paths.from(begin) : Paths.below(begin.isEmpty() ? "/" : begin);
        return Reach.of(rule).sure().filter(paths -> paths.includes(sent)).isPresent();
    }
}
