package dev.culvert.rewrite;

import java.util.Optional;

/**
 * What rules are applied to.
 *
 * @param path decoded, one byte per char, without query
 * @param query as it came, without its question mark
 * @param origin what a path of this server is completed with
 */
public record Address(String path, Optional<String> query, Origin origin) {
    /**
     * This server, as it would name itself to this client.
     *
     * @param scheme {@code http} or {@code https}
     * @param name as UseCanonicalName wants it
     * @param port as UseCanonicalName wants it
     * @param self tells this virtual host's URLs from those of others
     */
    public record Origin(String scheme, String name, int port, Self self) {
        /** With the port where it is not the obvious one, without a path. */
        String url() {
            return scheme + "://" + name + (port == defaultPort() ? "" : ":" + port);
        }

        int defaultPort() {
            return scheme.equals("https") ? 443 : 80;
        }
    }
}
