package dev.culvert.wire;

import dev.culvert.log.AccessLog;
import dev.culvert.log.ErrorLog;
import dev.culvert.proxy.Site;
import dev.culvert.tls.ClientTls;
import java.util.Optional;

/**
 * A virtual host with its logs.
 *
 * @param tls how it is spoken with clients, if it is
 */
public record ServedSite(Site site, AccessLog access, ErrorLog errors, Optional<ClientTls> tls) {}
