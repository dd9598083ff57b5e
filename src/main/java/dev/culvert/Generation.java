package dev.culvert;

import dev.culvert.balance.BackendTable;
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
import dev.culvert.wire.ServedSite;
import dev.culvert.wire.Sites;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything made from one reading of the configuration. Immutable; a reload makes another and swaps one reference. */
final class Generation implements Sites {
    private final Configuration configuration;
    private final Map<VirtualHost, ServedSite> sites;

    private Generation(Configuration configuration, Map<VirtualHost, ServedSite> sites) {
        this.configuration = configuration;
        this.sites = Map.copyOf(sites);
    }

    /**
     * @throws LogFailure if a log cannot be opened
     */
    static Generation of(Configuration configuration, LogFiles logs) throws LogFailure {
        Map<VirtualHost, ServedSite> sites = new HashMap<>();
        for (VirtualHost host : configuration.servers().toList()) {
            sites.put(host, site(configuration, host, logs));
        }
        return new Generation(configuration, sites);
    }

    private static ServedSite site(Configuration configuration, VirtualHost host, LogFiles logs)
            throws LogFailure {
        ErrorLog errors = ErrorLog.of(host.settings(), logs);
        BackendTable backends = Backends.of(configuration, host, remark -> tell(errors, remark));
        String product = configuration.main().settings().get(CoreDirectives.SERVER_TOKENS).header(Version.number());
        Router router = new Router(host, backends, product, System.getenv());
        Site site = new Site(host, router, product);
        return new ServedSite(site, AccessLog.of(host.settings(), logs), errors);
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

    /** The main server's. */
    ServedSite main() {
        ServedSite site = sites.get(configuration.main());
        if (site == null) {
            throw new IllegalStateException("the main server has a site");
        }
        return site;
    }
}
