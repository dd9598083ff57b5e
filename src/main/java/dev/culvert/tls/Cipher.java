package dev.culvert.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cipher suite that can be spoken.
 *
 * @param name OpenSSL's
 * @param standardName IANA's, which is also Java's
 * @param strength in bits
 * @param words OpenSSL's words for the groups that it belongs to
 */
public record Cipher(String name, String standardName, int strength, Set<String> words) {
    /** Of TLS 1.2, in the order in which OpenSSL prefers them. */
    static final List<Cipher> TLS_1_2 = List.of(
            tls12("ECDHE-ECDSA-AES256-GCM-SHA384", 256, "kECDHE aECDSA AES256 AESGCM TLSv1.2"),
            tls12("ECDHE-RSA-AES256-GCM-SHA384", 256, "kECDHE aRSA AES256 AESGCM TLSv1.2"),
            tls12("ECDHE-ECDSA-CHACHA20-POLY1305", 256, "kECDHE aECDSA CHACHA20 TLSv1.2"),
            tls12("ECDHE-RSA-CHACHA20-POLY1305", 256, "kECDHE aRSA CHACHA20 TLSv1.2"),
            tls12("ECDHE-ECDSA-AES128-GCM-SHA256", 128, "kECDHE aECDSA AES128 AESGCM TLSv1.2"),
            tls12("ECDHE-RSA-AES128-GCM-SHA256", 128, "kECDHE aRSA AES128 AESGCM TLSv1.2"),
            tls12("ECDHE-ECDSA-AES128-SHA256", 128, "kECDHE aECDSA AES128 SHA256 TLSv1.2"),
            tls12("ECDHE-RSA-AES128-SHA256", 128, "kECDHE aRSA AES128 SHA256 TLSv1.2"),
            tls12("ECDHE-ECDSA-AES256-SHA", 256, "kECDHE aECDSA AES256 SHA1 TLSv1.0"),
            tls12("ECDHE-RSA-AES256-SHA", 256, "kECDHE aRSA AES256 SHA1 TLSv1.0"),
            tls12("ECDHE-ECDSA-AES128-SHA", 128, "kECDHE aECDSA AES128 SHA1 TLSv1.0"),
            tls12("ECDHE-RSA-AES128-SHA", 128, "kECDHE aRSA AES128 SHA1 TLSv1.0"),
            tls12("AES256-GCM-SHA384", 256, "kRSA aRSA AES256 AESGCM TLSv1.2"),
            tls12("AES128-GCM-SHA256", 128, "kRSA aRSA AES128 AESGCM TLSv1.2"),
            tls12("AES256-SHA", 256, "kRSA aRSA AES256 SHA1 SSLv3"),
            tls12("AES128-SHA", 128, "kRSA aRSA AES128 SHA1 SSLv3"));

    static final List<Cipher> TLS_1_3 = List.of(
            new Cipher("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", 256, Set.of()),
            new Cipher("TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", 256, Set.of()),
            new Cipher("TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", 128, Set.of()));

    private static final Map<String, Cipher> BY_STANDARD_NAME = Stream.of(TLS_1_2, TLS_1_3).flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Cipher::standardName, Function.identity()));

    private static Cipher tls12(String name, int strength, String words) {
        String all = name.contains("CHACHA20") ? words : words + " FIPS";
        return new Cipher(name, standard(name), strength, Set.copyOf(Arrays.asList(all.split(" ", -1))));
    }

    /** {@code ECDHE-RSA-AES128-SHA} is {@code TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA}, and so on. */
    private static String standard(String name) {
        String key = name.startsWith("ECDHE-") ? "" : "RSA-";
        String spelt = (key + name).replaceFirst("(RSA|ECDSA)-(AES|CHACHA20)", "$1-WITH-$2")
                .replaceFirst("AES(128|256)-GCM", "AES-$1-GCM").replaceFirst("AES(128|256)-SHA", "AES-$1-CBC-SHA")
                .replaceFirst("POLY1305$", "POLY1305-SHA256");
        return "TLS_" + spelt.replace('-', '_');
    }

    /** OpenSSL's name of a suite, or the one given if it has none here. */
    public static String nameOf(String standardName) {
        return Optional.ofNullable(BY_STANDARD_NAME.get(standardName)).map(Cipher::name).orElse(standardName);
    }

    @Override
    public String toString() {
        return name;
    }
}
