package dev.culvert;

import dev.culvert.access.AccessDirectives;
import dev.culvert.access.RemoteIpDirectives;
import dev.culvert.admin.StatusDirectives;
import dev.culvert.balance.HealthDirectives;
import dev.culvert.balance.HeartbeatDirectives;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Http2Directives;
import dev.culvert.directive.Family;
import dev.culvert.edit.AliasDirectives;
import dev.culvert.edit.EnvironmentDirectives;
import dev.culvert.edit.HeaderDirectives;
import dev.culvert.files.FileDirectives;
import dev.culvert.log.LogDirectives;
import dev.culvert.proxy.DrainDirectives;
import dev.culvert.proxy.TunnelDirectives;
import dev.culvert.rewrite.RewriteDirectives;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.WebSocketDirectives;
import dev.culvert.tls.SslDirectives;
import dev.culvert.tls.SslProxyDirectives;
import dev.culvert.tls.SslRequestDirectives;
import java.util.List;
import java.util.stream.Stream;

/** The list of directive families: the only list there is. */
final class Families {
    /** Modules that are built in and bring no directive. */
    private static final List<Family> SILENT = Stream.of("mod_proxy_http", "mod_proxy_balancer", "mod_lbmethod_byrequests",
            "mod_lbmethod_bytraffic", "mod_lbmethod_bybusyness", "mod_slotmem_shm").map(Family::of).toList();

    static final List<Family> ALL = Stream.of(
                    CoreDirectives.FAMILIES,
                    List.of(ProxyDirectives.FAMILY, WebSocketDirectives.FAMILY, HealthDirectives.FAMILY), HeartbeatDirectives.FAMILIES,
                    List.of(RewriteDirectives.FAMILY, HeaderDirectives.FAMILY, AliasDirectives.FAMILY),
                    List.of(EnvironmentDirectives.ENV, EnvironmentDirectives.SETENVIF),
                    AccessDirectives.FAMILIES, List.of(RemoteIpDirectives.FAMILY),
                    FileDirectives.FAMILIES,
                    List.of(LogDirectives.CORE, LogDirectives.LOG_CONFIG, LogDirectives.LOGIO),
                    List.of(SslDirectives.FAMILY, SslProxyDirectives.FAMILY, SslRequestDirectives.FAMILY, Http2Directives.FAMILY,
                            TunnelDirectives.FAMILY, DrainDirectives.FAMILY),
                    StatusDirectives.FAMILIES, SILENT)
            .flatMap(List::stream).toList();

    private Families() {}
}
