package dev.culvert;

import dev.culvert.admin.Desk;
import dev.culvert.balance.Backend;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.HealthDirectives;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Settings;
import dev.culvert.log.AccessLog;
import dev.culvert.log.ErrorLog;
import dev.culvert.world.Level;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.proxy.Site;
import dev.culvert.route.Router;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.tls.ClientTls;
import dev.culvert.wire.HealthChecks;
import dev.culvert.wire.ServedSite;
import dev.culvert.wire.Sites;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything made from one reading of the configuration. Immutable; a reload makes another and swaps one reference. */
final class Generation implements Sites {
    private final long number;
    private final Configuration configuration;
    private final Map<VirtualHost, ServedSite> sites;
    private final List<Balancer> balancers;
    private final Map<String, Upstreams> upstreams;
    private final List<HealthChecks.Ward> wards;

    private Generation(long number, Configuration configuration, Map<VirtualHost, ServedSite> sites,
            Map<String, Upstreams> upstreams, List<Balancer> balancers, List<HealthChecks.Ward> wards) {
        this.number = number;
        this.balancers = List.copyOf(balancers);
        this.upstreams = Map.copyOf(upstreams);
        this.wards = List.copyOf(wards);
        this.configuration = configuration;
        this.sites = Map.copyOf(sites);
    }

    /**
     * @param number counts up from 1
     * @throws LogFailure if a log cannot be opened
     */
    static Generation of(long number, Configuration configuration, LogFiles logs, LiveBalancers live, Desk desk) throws LogFailure {
        Map<VirtualHost, ServedSite> sites = new HashMap<>();
        Map<String, Upstreams> upstreams = new HashMap<>();
        Map<String, Balancer> balancers = new LinkedHashMap<>();
        List<HealthChecks.Ward> wards = new ArrayList<>();
        for (VirtualHost host : configuration.servers().toList()) {
            ErrorLog errors = ErrorLog.of(host.settings(), logs);
            Upstreams known = Backends.of(configuration, host, remark -> tell(errors, remark));
            upstreams.put(host.name(), known);
            ServedSite site = new ServedSite(site(configuration, host, known, live, desk), AccessLog.of(host.settings(), logs), errors,
                    ClientTls.of(host, Loading.PHRASES, remark -> tell(errors, remark)));
            sites.put(host, site);
            // The main server comes first, so what hosts inherit is its own.
            for (Balancer balancer : known.balancers().all()) {
                if (balancers.putIfAbsent(balancer.identity(), balancer) == null) {
                    wards.add(new HealthChecks.Ward(live.of(balancer), site));
                }
            }
        }
        return new Generation(number, configuration, sites, upstreams, List.copyOf(balancers.values()), wards);
    }

    private static Site site(Configuration configuration, VirtualHost host, Upstreams upstreams, LiveBalancers live,
            Desk desk) {
        String product = configuration.main().settings().get(CoreDirectives.SERVER_TOKENS).header(Version.number());
        Router router = new Router(host, upstreams, product, System.getenv());
        return new Site(host, router, product, live, desk.pages(host, product, upstreams.balancers().all()), desk.watcher());
    }

    /** httpd finds shared workers while it starts, and says so in the log rather than on the terminal. */
    private static void tell(ErrorLog errors, Diagnostic remark) {
        errors.log(remark.kind() == Diagnostic.Kind.NOTE ? Level.INFO : Level.WARN, "proxy", "", remark.message());
    }

    @Override
    public ServedSite find(InetSocketAddress local, Optional<String> name) {
        ServedSite site = sites.get(configuration.hostsAt(local).select(name));
        if (site == null) {
            throw new IllegalStateException("every virtual host has a site");
        }
        return site;
    }

    /** Counts up from 1. */
    long number() {
        return number;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Where the hosts of each name may send requests to; the last of a name, if there are several. */
    Map<String, Upstreams> upstreams() {
        return upstreams;
    }

    /** Of all servers, each once. */
    List<Balancer> balancers() {
        return balancers;
    }

    /** Of all servers, each once; members of balancers are not among them. */
    List<Backend> backends() {
        Map<String, Backend> backends = new LinkedHashMap<>();
        upstreams.values().forEach(known -> known.backends().all().forEach(one -> backends.putIfAbsent(one.identity(), one)));
        return List.copyOf(backends.values());
    }

    /** What each server says. */
    List<Settings> servers() {
        return configuration.servers().map(VirtualHost::settings).toList();
    }

    /** The canonical names of its virtual hosts. */
    Set<String> hosts() {
        return sites.keySet().stream().map(VirtualHost::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whose members are to be checked from now on. */
    void follow(HealthChecks checks) {
        checks.follow(wards, configuration.main().settings().get(HealthDirectives.AT_ONCE));
    }

    /** How TLS is spoken with clients, by every host that speaks it. */
    List<ServedSite> secured() {
        return sites.values().stream().filter(site -> site.tls().isPresent()).toList();
    }

    /** The main server's. */
    ServedSite main() {
        ServedSite site = sites.get(configuration.main());
        if (site == null) {
            throw new IllegalStateException("the main server has a site");
        }
        return site;
    }
}
