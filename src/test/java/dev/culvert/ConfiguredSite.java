package dev.culvert;

import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.Configuration;
import dev.culvert.config.VirtualHost;
import dev.culvert.proxy.Operations;
import dev.culvert.proxy.Site;
import dev.culvert.route.Router;
import dev.culvert.syntax.Diagnostic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The main server of a configuration that stands in a test, as exchanges see it. */
public final class ConfiguredSite {
    private ConfiguredSite() {}

    /** @param product what the Server header says */
    public static Site of(String configuration, String product) {
        return of(read(configuration), product);
    }

    /** What decides about its requests. */
    public static Router router(String configuration) {
        return router(read(configuration), "Culvert");
    }

    private static Configuration read(String configuration) {
        Loading loading = Loading.ofText("test.conf", configuration, Path.of("."));
        List<Diagnostic> errors = loading.diagnostics().stream().filter(Diagnostic::isError).toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.toString());
        }
        return loading.configuration();
    }

    private static Router router(Configuration configuration, String product) {
        VirtualHost host = configuration.main();
        Upstreams upstreams = Backends.of(configuration, host, _ -> { });
        return new Router(host, upstreams, product, Map.of());
    }

    private static Site of(Configuration configuration, String product) {
        LiveBalancers balancers = new LiveBalancers(new LiveBackends(), InstantSource.system(), new Heartbeats(0));
        return new Site(configuration.main(), router(configuration, product), product, balancers, Operations.NONE);
    }
}
