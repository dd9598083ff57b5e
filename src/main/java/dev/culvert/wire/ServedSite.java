package dev.culvert.wire;

import dev.culvert.log.AccessLog;
import dev.culvert.log.ErrorLog;
import dev.culvert.proxy.Site;

/** A virtual host with its logs. */
public record ServedSite(Site site, AccessLog access, ErrorLog errors) {}
