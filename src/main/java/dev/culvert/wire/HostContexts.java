package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.tls.ClientTls;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the handshakes of the hosts need, made before a client comes. A configuration that is refused in the end leaves
 * those in force as they are; and those of before stay one reload longer, for handshakes that began with them.
 */
final class HostContexts {
    private static final Set<String> OFFERED = Set.of("h2", "http/1.1");

    private final ClientTlsContexts made = new ClientTlsContexts();
    // Comparing certificates at every handshake would cost.
    private volatile IdentityHashMap<ClientTls, SslContext> known = new IdentityHashMap<>();
    private IdentityHashMap<ClientTls, SslContext> inForce = new IdentityHashMap<>();
    private IdentityHashMap<ClientTls, SslContext> before = new IdentityHashMap<>();
    private IdentityHashMap<ClientTls, SslContext> prepared = new IdentityHashMap<>();

    /** @throws IOException if the TLS library cannot do what a host's settings say */
    void prepare(List<ServedSite> secured) throws IOException {
        IdentityHashMap<ClientTls, SslContext> next = new IdentityHashMap<>();
        for (ServedSite site : secured) {
            ClientTls how = site.tls().orElseThrow();
            next.put(how, made.of(how, offered(site)));
        }
        prepared = next;
        remember();
    }

    /** What was prepared is in force. */
    void adopt() {
        before = inForce;
        inForce = prepared;
        remember();
        made.keepOnly(new HashSet<>(known.keySet()));
    }

    /** Of a host that {@link #prepare} was told of. */
    SslContext of(ClientTls how) {
        SslContext context = known.get(how);
        if (context == null) {
            throw new IllegalStateException("a host that nobody prepared for TLS");
        }
        return context;
    }

    private void remember() {
        IdentityHashMap<ClientTls, SslContext> all = new IdentityHashMap<>(before);
        all.putAll(inForce);
        all.putAll(prepared);
        known = all;
    }

    private static List<String> offered(ServedSite site) {
        return site.site().host().settings().get(ConnectionDirectives.PROTOCOLS).stream().filter(OFFERED::contains).toList();
    }
}
