package dev.culvert;

import dev.culvert.balance.BackendTable;
import dev.culvert.config.Configuration;
import dev.culvert.config.VirtualHost;
import dev.culvert.proxy.Site;
import dev.culvert.route.Router;
import dev.culvert.syntax.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The main server of a configuration that stands in a test, as exchanges see it. */
public final class ConfiguredSite {
    private ConfiguredSite() {}

    /** @param product what the Server header says */
    public static Site of(String configuration, String product) {
        Loading loading = Loading.ofText("test.conf", configuration, Path.of("."));
        List<Diagnostic> errors = loading.diagnostics().stream().filter(Diagnostic::isError).toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.toString());
        }
        return of(loading.configuration(), product);
    }

    private static Site of(Configuration configuration, String product) {
        VirtualHost host = configuration.main();
        BackendTable backends = Backends.of(configuration, host, _ -> { });
        Router router = new Router(host, backends, product, Map.of());
        return new Site(host, router, product);
    }
}
