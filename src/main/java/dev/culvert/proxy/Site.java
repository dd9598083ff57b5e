package dev.culvert.proxy;

import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ServerName;
import dev.culvert.config.VirtualHost;
import dev.culvert.http.Version;
import dev.culvert.route.Router;
import java.util.OptionalInt;

/** One virtual host as an exchange sees it: who it is, and where its requests go. */
public final class Site {
    private final VirtualHost host;
    private final Router router;
    private final String product;

    /** @param product what the Server header says */
    public Site(VirtualHost host, Router router, String product) {
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
