package dev.culvert.route;

import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ServerName;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Settings;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import java.util.Locale;
import java.util.OptionalInt;

/** By what name this server calls itself towards one client: in redirects, in variables, in the log. */
public record Identity(String scheme, String name, int port) {
    /** httpd, UseCanonicalName Off: as the client called it, else as ServerName says, else by the scheme's own port. */
    public static Identity of(Request request, Peer peer, VirtualHost host, Settings settings) {
        int usual = peer.isSecure() ? 443 : 80;
        int own = said(host).orElse(settings.get(CoreDirectives.USE_CANONICAL_PHYSICAL_PORT) ? peer.local().getPort() : usual);
        String called = request.headers().first("Host").orElse("");
        return switch (settings.get(CoreDirectives.USE_CANONICAL_NAME)) {
            case ON, DNS -> new Identity(peer.scheme(), host.name(), own);
            case OFF -> called.isEmpty() ? new Identity(peer.scheme(), host.name(), own) : named(called, peer.scheme(), own);
        };
    }

    private static OptionalInt said(VirtualHost host) {
        return host.settings().get(CoreDirectives.SERVER_NAME).map(ServerName::port).orElseGet(OptionalInt::empty);
    }

    private static Identity named(String authority, String scheme, int own) {
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        String name = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
        return new Identity(scheme, name, colon < 0 ? own : port(authority.substring(colon + 1), own));
    }

    private static int port(String digits, int otherwise) {
        boolean number = !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : otherwise;
    }

    /** With its port, unless that is the scheme's own. */
    public String authority() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return usual ? name : name + ":" + port;
    }

    /** What an absolute URL of this server begins with. */
    public String origin() {
        return scheme + "://" + authority();
    }
}
