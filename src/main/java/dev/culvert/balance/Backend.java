package dev.culvert.balance;

import dev.culvert.directive.Settings;
import java.util.Optional;

/**
 * Where requests are sent, with its parameters (httpd: a worker). Which host a request really goes to stands in its
 * target: a backend may stand for many, when its URL has {@code $1} in it. A value.
 */
public final class Backend {
    /** How a URL is known to belong to a backend. */
    public enum Kind {
        /** It begins like it. */
        LITERAL,
        /** The same, where {@code $0} to {@code $9} stand for anything. */
        PATTERN,
        /** Nobody else wants it. */
        GENERIC
    }

    private final String balancer;
    private final BackendUrl url;
    private final Kind kind;
    private final Settings parameters;
    private final String name;
    private final String identity;

    /** For URLs that no rule defined, such as those a rewrite makes. Its connections are never used twice. */
    public static final Backend GENERIC =
            new Backend(new BackendUrl(Optional.empty(), "*", "*", Optional.empty(), ""), Kind.GENERIC, Settings.NONE);

    /**
     * A backend.
     *
     * @param balancer the identity of the balancer it is a member of; empty if of none
     * @param kind how its URL is compared with others
     * @param parameters see {@link WorkerParameters}
     */
    public Backend(String balancer, BackendUrl url, Kind kind, Settings parameters) {
        this.balancer = balancer;
        this.url = url;
        this.kind = kind;
        this.parameters = parameters;
        this.name = kind == Kind.GENERIC ? "*" : url.toString(); // asked for at every request
        this.identity = balancer.isEmpty() ? name : balancer + " " + name;
    }

    /** One that belongs to no balancer. */
    public Backend(BackendUrl url, Kind kind, Settings parameters) {
        this("", url, kind, parameters);
    }

    /** What it is known by in counters and gates, from one generation to the next. */
    public String identity() {
        return identity;
    }

    /** What it is called in logs. */
    public String name() {
        return name;
    }

    /** The identity of the balancer it is a member of; empty if of none. */
    public String balancer() {
        return balancer;
    }

    public BackendUrl url() {
        return url;
    }

    public Kind kind() {
        return kind;
    }

    public Settings parameters() {
        return parameters;
    }

    public String scheme() {
        return url.scheme();
    }

    public String host() {
        return url.host();
    }

    /** Empty if the URL names none and its scheme is not known. */
    public Optional<Integer> port() {
        return url.port().or(() -> Scheme.of(scheme()).map(Scheme::defaultPort));
    }

    public Optional<String> unixSocket() {
        return url.unixSocket();
    }

    /** Whether a connection may carry another request after the first. */
    public boolean reusesConnections() {
        Optional<Boolean> wanted = parameters.get(WorkerParameters.REUSE);
        return switch (kind) {
            case LITERAL -> wanted.orElse(true);
            // httpd: with $n in the path only if asked for, with $n in host or port never.
            case PATTERN -> !url.hasWildOrigin() && wanted.orElse(!url.hasWildPath());
            case GENERIC -> false;
        };
    }

    Backend with(Settings others) {
        return new Backend(balancer, url, kind, others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Backend that && identity.equals(that.identity) && url.equals(that.url) && kind == that.kind
                && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
