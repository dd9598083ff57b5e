package dev.culvert.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Its alternative names, then its CNs. httpd: a CN counts even where there are alternative names. */
    static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            if (name.getFirst() instanceof Integer kind && (kind == DNS || kind == IP) && name.get(1) instanceof String text) {
                names.add(text);
            }
        }
        return Stream.concat(names.stream(), common(certificate).stream()).distinct().toList();
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of(); // a certificate that cannot say its names bears none
        }
    }

    /** The subject's CNs. */
    static List<String> common(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue).map(String::valueOf).toList();
        } catch (InvalidNameException _) {
            return List.of();
        }
    }

    /** A wildcard stands for one whole left-most label of a name. A name with a NUL in it matches nothing. */
    static boolean matches(String name, String host) {
        Optional<InetAddress> address = address(host);
        if (address.isPresent()) {
            return address(name).equals(address);
        }
        String certified = name.toLowerCase(Locale.ROOT);
        String wanted = host.toLowerCase(Locale.ROOT);
        if (certified.startsWith("*.")) {
            int dot = wanted.indexOf('.');
            return dot > 0 && wanted.substring(dot).equals(certified.substring(1)) && certified.indexOf('.', 2) > 0;
        }
        return certified.equals(wanted);
    }

    /** Addresses can be written in more than one way. */
    private static Optional<InetAddress> address(String text) {
        if (text.indexOf(':') < 0 && !text.matches("\\d+(\\.\\d+){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
