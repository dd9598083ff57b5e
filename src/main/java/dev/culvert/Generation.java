package dev.culvert;

import dev.culvert.admin.Desk;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.HealthDirectives;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.VirtualHost;
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

/** Everything made from one reading of the configuration. Immutable; a reload makes another and swaps one reference. */
final class Generation implements Sites {
    private final Configuration configuration;
    private final Map<VirtualHost, ServedSite> sites;
    private final List<Balancer> balancers;
    private final List<HealthChecks.Ward> wards;

    private Generation(Configuration configuration, Map<VirtualHost, ServedSite> sites, List<Balancer> balancers,
            List<HealthChecks.Ward> wards) {
        this.balancers = List.copyOf(balancers);
        this.wards = List.copyOf(wards);
        this.configuration = configuration;
        this.sites = Map.copyOf(sites);
    }

    /**
     * @throws LogFailure if a log cannot be opened
     */
    static Generation of(Configuration configuration, LogFiles logs, LiveBalancers live, Desk desk) throws LogFailure {
        Map<VirtualHost, ServedSite> sites = new HashMap<>();
        Map<String, Balancer> balancers = new LinkedHashMap<>();
        List<HealthChecks.Ward> wards = new ArrayList<>();
        for (VirtualHost host : configuration.servers().toList()) {
            ErrorLog errors = ErrorLog.of(host.settings(), logs);
            Upstreams upstreams = Backends.of(configuration, host, remark -> tell(errors, remark));
            ServedSite site = new ServedSite(site(configuration, host, upstreams, live, desk), AccessLog.of(host.settings(), logs), errors,
                    ClientTls.of(host, Loading.PHRASES, remark -> tell(errors, remark)));
            sites.put(host, site);
            // The main server comes first, so what hosts inherit is its own.
            for (Balancer balancer : upstreams.balancers().all()) {
                if (balancers.putIfAbsent(balancer.identity(), balancer) == null) {
                    wards.add(new HealthChecks.Ward(live.of(balancer), site));
                }
            }
        }
        return new Generation(configuration, sites, List.copyOf(balancers.values()), wards);
    }

    private static Site site(Configuration configuration, VirtualHost host, Upstreams upstreams, LiveBalancers live,
            Desk desk) {
        String product = configuration.main().settings().get(CoreDirectives.SERVER_TOKENS).header(Version.number());
        Router router = new Router(host, upstreams, product, System.getenv());
        return new Site(host, router, product, live, desk.pages(host, product, upstreams.balancers().all()));
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

    /** Of all servers, each once. */
    List<Balancer> balancers() {
        return balancers;
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
