package dev.culvert.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What can be asked about one certificate, in the words of mod_ssl's variables and the spelling of OpenSSL. */
final class CertificateVariables {
    private static final int MAIL = 1;
    private static final int DNS = 2;
    /** OpenSSL's short names of what RFC 2253 has none for. */
    private static final Map<String, String> NAMES = Map.of("1.2.840.113549.1.9.1", "emailAddress", "2.5.4.12", "title",
            "2.5.4.43", "initials", "2.5.4.42", "GN", "2.5.4.4", "SN", "2.5.4.13", "description", "2.5.4.5", "serialNumber",
            "0.9.2342.19200300.100.1.1", "UID", "0.9.2342.19200300.100.1.25", "DC");
    /** What mod_ssl calls them. */
    private static final Map<String, String> TAGS = Map.of("T", "title", "I", "initials", "G", "GN", "S", "SN",
            "D", "description", "EMAIL", "emailAddress");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final X509Certificate certificate;

    CertificateVariables(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * UTF-8, a char for each byte of it, as all text of requests is.
     *
     * @param name what stands behind {@code SSL_CLIENT_} or {@code SSL_SERVER_}
     */
    Optional<String> of(String name, Instant now) {
        return plain(name, now).map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private Optional<String> plain(String name, Instant now) {
        return switch (name) {
            case "M_VERSION" -> Optional.of(String.valueOf(certificate.getVersion()));
            case "M_SERIAL" -> Optional.of(serial());
            case "V_START" -> Optional.of(time(certificate.getNotBefore()));
            case "V_END" -> Optional.of(time(certificate.getNotAfter()));
            case "V_REMAIN" -> Optional.of(String.valueOf(daysLeft(now)));
            case "S_DN" -> Optional.of(text(certificate.getSubjectX500Principal()));
            case "I_DN" -> Optional.of(text(certificate.getIssuerX500Principal()));
            case "A_SIG" -> Optional.of(signature(certificate.getSigAlgName()));
            case "A_KEY" -> Optional.of(key(certificate.getPublicKey().getAlgorithm()));
            case "CERT" -> Optional.of(pem());
            case "CERT_RFC4523_CEA" -> Optional.of("{ serialNumber " + certificate.getSerialNumber() + ", issuer rdnSequence:\""
                    + text(certificate.getIssuerX500Principal()) + "\" }");
            default -> part(name);
        };
    }

    private Optional<String> part(String name) {
        if (name.startsWith("S_DN_")) {
            return component(certificate.getSubjectX500Principal(), name.substring(5));
        } else if (name.startsWith("I_DN_")) {
            return component(certificate.getIssuerX500Principal(), name.substring(5));
        } else if (name.startsWith("SAN_DNS_")) {
            return numbered(alternatives(DNS), name.substring(8));
        } else if (name.startsWith("SAN_Email_")) {
            return numbered(alternatives(MAIL), name.substring(10));
        }
        return Optional.empty();
    }

    // ---- names

    private static String text(X500Principal name) {
        return name.getName(X500Principal.RFC2253, NAMES);
    }

    /** @param tag such as {@code CN}, the first of that kind, or {@code CN_1}, the second */
    private static Optional<String> component(X500Principal name, String tag) {
        int bar = tag.indexOf('_');
        String kind = (bar < 0 ? tag : tag.substring(0, bar)).toUpperCase(Locale.ROOT);
        String type = TAGS.getOrDefault(kind, kind);
        return numbered(values(name, type), bar < 0 ? "0" : tag.substring(bar + 1));
    }

    private static List<String> values(X500Principal name, String type) {
        try {
            List<String> found = new ArrayList<>();
            for (Rdn part : new LdapName(text(name)).getRdns()) { // from the back, which is how it stands in the certificate
                if (part.getType().equalsIgnoreCase(type)) {
                    found.add(String.valueOf(part.getValue()));
                }
            }
            return found;
        } catch (InvalidNameException _) {
            return List.of();
        }
    }

    private List<String> alternatives(int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names.stream().filter(name -> name.getFirst().equals(kind))
                    .map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException _) {
            return List.of(); // a certificate that cannot say its names bears none
        }
    }

    private static Optional<String> numbered(List<String> values, String number) {
        return number.matches("\\d{1,4}") && Integer.parseInt(number) < values.size()
                ? Optional.of(values.get(Integer.parseInt(number))) : Optional.empty();
    }

    // ---- the rest

    /** Whole bytes in hexadecimal. */
    private String serial() {
        BigInteger number = certificate.getSerialNumber();
        String digits = number.toString(16).toUpperCase(Locale.ROOT);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }

    private static String time(Date moment) {
        return TIME.format(moment.toInstant());
    }

    private long daysLeft(Instant now) {
        return Math.max(0, Duration.between(now, certificate.getNotAfter().toInstant()).toDays());
    }

    private static String signature(String java) {
        int with = java.indexOf("with");
        if (with < 0) {
            return java.toUpperCase(Locale.ROOT);
        }
        String digest = java.substring(0, with);
        return java.endsWith("ECDSA") ? "ecdsa-with-" + digest : digest.toLowerCase(Locale.ROOT) + "WithRSAEncryption";
    }

    private static String key(String java) {
        return switch (java) {
            case "RSA" -> "rsaEncryption";
            case "EC" -> "id-ecPublicKey";
            default -> java.toUpperCase(Locale.ROOT);
        };
    }

    private String pem() {
        try {
            byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, line).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException _) {
            return "";
        }
    }
}
