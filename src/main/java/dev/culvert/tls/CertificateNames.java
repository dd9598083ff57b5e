package dev.culvert.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The names a certificate bears, and whether a host's is among them (RFC 6125 §6.4). */
final class CertificateNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    static boolean match(X509Certificate certificate, String host) {
        return of(certificate).stream().anyMatch(name -> matches(name, host));
    }

    /** Its alternative names; the subject's CN only where there are none. */
    static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            if (name.getFirst() instanceof Integer kind && (kind == DNS || kind == IP) && name.get(1) instanceof String text) {
                names.add(text);
            }
        }
        return names.isEmpty() ? common(certificate) : names;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of(); // a certificate that cannot say its names bears none
        }
    }

    private static List<String> common(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue).map(String::valueOf).toList();
        } catch (InvalidNameException _) {
            return List.of();
        }
    }

    /** A wildcard stands for one whole left-most label. A name with a NUL in it matches nothing. */
    static boolean matches(String name, String host) {
        String certified = name.toLowerCase(Locale.ROOT);
        String wanted = host.toLowerCase(Locale.ROOT);
        if (certified.startsWith("*.")) {
            int dot = wanted.indexOf('.');
            return dot > 0 && wanted.substring(dot).equals(certified.substring(1)) && certified.indexOf('.', 2) > 0;
        }
        return certified.equals(wanted);
    }
}
