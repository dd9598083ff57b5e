package dev.culvert.tls;

import dev.culvert.config.VirtualHost;
import dev.culvert.tls.SslDirectives.SniPolicy;
import dev.culvert.tls.SslProxyDirectives.Verify;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that came by a connection which is not for it.
 *
 * @param reason for the client to read
 */
public record Misdirection(int status, String reason, Remark remark) {
    private static final String MODULE = "ssl";

    /** Plain HTTP where TLS is expected. */
    public static final Misdirection PLAIN = new Misdirection(400, "This port expects TLS: ask for an address that begins with https.",
            new Remark(Level.INFO, MODULE, "AH01996", "plain HTTP came where TLS is expected, and is answered 400"));

    /**
     * A virtual host.
     *
     * @param tls how it speaks TLS, if it does
     */
    public record Side(VirtualHost host, Optional<ClientTls> tls) {
        private boolean isStrict() {
            return host.settings().get(SslDirectives.STRICT_SNI);
        }
    }

    /**
     * Why a request over TLS must not be served, if so (RFC 9110 §15.5.20).
     *
     * @param sni the name in the handshake
     * @param host the name in the request
     * @param met whom the handshake was made with
     * @param asked whom the request names
     */
    public static Optional<Misdirection> of(Optional<String> sni, Optional<String> host, Side met, Side asked) {
        if (sni.isPresent() && host.isEmpty()) {
            return refused(400, "The request names no host.", "AH02031",
                    "the handshake was for " + sni.get() + ", and the request names no host");
        } else if (sni.isEmpty() && (met.isStrict() || asked.isStrict())) {
            return Optional.of(new Misdirection(403, "The client must name the host in its TLS handshake (SNI).",
                    new Remark(Level.INFO, MODULE, "AH02033", "the handshake named no host, and SSLStrictSNIVHostCheck is on")));
        } else if (met.host().equals(asked.host())) {
            return Optional.empty();
        }
        return elsewhere(sni.orElse(met.host().name() + ", the first one, as it named none"), host.orElse(""), met, asked);
    }

    private static Optional<Misdirection> elsewhere(String sni, String host, Side met, Side asked) {
        SniPolicy policy = asked.host().settings().get(SslDirectives.SNI_POLICY);
        if (policy != SniPolicy.INSECURE && !agree(met, asked, policy)) {
            return refused(421, "A new connection is needed, as this one was made for another host.", "AH02032",
                    "the handshake was for " + sni + " and the request is for " + host
                            + ", whose TLS settings are too different for the policy " + policy.name().toLowerCase(Locale.ROOT));
        }
        return asksForMore(met, asked)
                ? refused(403, "", "AH10158", host + " asks for a certificate, which is too late after the handshake for " + sni)
                : Optional.empty();
    }

    private static boolean agree(Side met, Side asked, SniPolicy policy) {
        return met.tls().flatMap(tls -> asked.tls().filter(other -> tls.allows(other, policy))).isPresent();
    }

    private static boolean asksForMore(Side met, Side asked) {
        return asked.tls().filter(tls -> tls.check().verify() != Verify.NONE).isPresent() && !agree(met, asked, SniPolicy.AUTHONLY);
    }

    private static Optional<Misdirection> refused(int status, String reason, String number, String text) {
        return Optional.of(new Misdirection(status, reason, Remark.error(MODULE, number, text)));
    }
}
