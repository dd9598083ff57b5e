package dev.culvert.proxy;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Member;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ServerName;
import dev.culvert.config.VirtualHost;
import dev.culvert.http.Version;
import dev.culvert.route.Router;
import java.util.List;
import java.util.OptionalInt;

/** One virtual host as an exchange sees it: who it is, and where its requests go. */
public final class Site {
    private final VirtualHost host;
    private final Router router;
    private final String product;
    private final LiveBalancers balancers;
    private final Operations operations;
    private final RequestWatcher watcher;

    /** One whose requests nobody counts. */
    public Site(VirtualHost host, Router router, String product, LiveBalancers balancers, Operations operations) {
        this(host, router, product, balancers, operations, RequestWatcher.NONE);
    }

    /**
     * @param product what the Server header says
     * @param operations the pages about this server itself
     * @param watcher is told of every request
     */
    public Site(VirtualHost host, Router router, String product, LiveBalancers balancers, Operations operations, RequestWatcher watcher) {
        this.watcher = watcher;
        this.balancers = balancers;
        this.operations = operations;
        this.host = host;
        this.router = router;
        this.product = product;
    }

    public VirtualHost host() {
        return host;
    }

    Router router() {
        return router;
    }

    /** The URLs of a balancer's members; none if there is no such balancer. */
    List<String> members(BackendUrl balancer) {
        return router.balancer(balancer).map(this::live).map(LiveBalancer::members).orElse(List.of()).stream().map(Member::name).toList();
    }

    LiveBalancer live(Balancer balancer) {
        return balancers.of(balancer);
    }

    Operations operations() {
        return operations;
    }

    RequestWatcher watcher() {
        return watcher;
    }

    String serverName() {
        return host.name();
    }

    /** What the Server header says. */
    public String product() {
        return product;
    }

    /** The program and its version, without a comment behind it: a comment cannot stand in one. */
    String program() {
        int comment = product.indexOf(" (");
        return comment < 0 ? product : product.substring(0, comment);
    }

    /** Its port as far as ServerName says it; otherwise the scheme's own, or what the client says. */
    private OptionalInt port() {
        return host.settings().get(CoreDirectives.SERVER_NAME).map(ServerName::port).orElseGet(OptionalInt::empty);
    }

    /** httpd: the protocol the message came in, then the name, with its port unless that is the scheme's own. */
    String via(Version received) {
        String version = received.toString().substring("HTTP/".length());
        int port = port().orElse(80);
        return version + " " + serverName() + (port == 80 ? "" : ":" + port);
    }
}
