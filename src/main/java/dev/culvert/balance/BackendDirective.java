package dev.culvert.balance;

import dev.culvert.directive.Settings;
import dev.culvert.syntax.Position;
import java.util.Comparator;
import java.util.List;

/** A line of the configuration that makes a backend or changes one. Their order matters. */
public sealed interface BackendDirective {
    BackendUrl url();

    Settings parameters();

    Position at();

    /** In the order of their lines; files come in the order in which they first appear. */
    static List<BackendDirective> ordered(List<BackendDirective> directives) {
        List<String> files = directives.stream().map(directive -> directive.at().file()).distinct().toList();
        return directives.stream()
                .sorted(Comparator.comparingInt((BackendDirective directive) -> files.indexOf(directive.at().file()))
                        .thenComparingInt(directive -> directive.at().line()))
                .toList();
    }

    /**
     * {@code ProxyPass} and {@code ProxyPassMatch}: makes a backend, or shares the one whose URL this one begins with.
     *
     * @param written the parameters as {@code key=value}, for a warning when they are dropped
     */
    record Definition(BackendUrl url, Backend.Kind kind, Settings parameters, List<String> written, Position at)
            implements BackendDirective {
        public Definition {
            written = List.copyOf(written);
        }
    }

    /** {@code <Proxy URL key=value>} and a {@code ProxySet} inside of it: changes a backend, or makes it. */
    record Section(BackendUrl url, Settings parameters, Position at) implements BackendDirective {}

    /** {@code ProxySet URL key=value}: changes a backend that there must be. */
    record Adjustment(BackendUrl url, Settings parameters, Position at) implements BackendDirective {}

    /**
     * {@code BalancerMember}: makes a backend that only a balancer sends to, and the balancer if it is not there.
     *
     * @param url of the balancer
     */
    record Membership(BackendUrl url, BackendUrl member, Settings parameters, Position at) implements BackendDirective {}

    /** Whether it is about a balancer; then its parameters are {@link BalancerParameters}, but those of a Membership. */
    default boolean isOfBalancer() {
        return url().isBalancer();
    }
}
