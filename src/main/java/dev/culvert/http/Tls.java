package dev.culvert.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What client and server agreed in a TLS handshake, in OpenSSL's words.
 *
 * @param protocol {@code TLSv1.2}, {@code TLSv1.3}
 * @param cipher {@code ECDHE-RSA-AES128-GCM-SHA256}, {@code TLS_AES_256_GCM_SHA384}
 * @param name the server name that the client asked for, in lower case
 * @param session the session's id in hexadecimal; empty where there is none
 * @param resumed whether an earlier session went on
 * @param client the client's certificate, then its issuers as far as it sent them; empty if it showed none
 * @param server the certificate that was shown to it, then the issuers sent along
 * @param verdict on the client's certificate: {@code NONE}, {@code SUCCESS}, {@code GENEROUS} or {@code FAILED:} and why
 */
public record Tls(String protocol, String cipher, Optional<String> name, String session, boolean resumed,
        List<X509Certificate> client, List<X509Certificate> server, String verdict) {
    public Tls {
        client = List.copyOf(client);
        server = List.copyOf(server);
    }
}
