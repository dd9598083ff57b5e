package dev.culvert.testing;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Certificate revocation lists in DER (RFC 5280 §5.1), signed with an EC key. */
final class RevocationText {
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int BITS = 3;
    private static final int TIME = 0x17;

    private RevocationText() {}

    static byte[] of(X509Bundle issuer, List<Credential> revoked, Instant next) {
        return Authority.make(() -> {
            byte[] said = said(issuer, revoked, next);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer.getKeyPair().getPrivate());
            signature.update(said);
            return piece(SEQUENCE, said, ECDSA_SHA256, piece(BITS, new byte[1], signature.sign()));
        });
    }

    private static byte[] said(X509Bundle issuer, List<Credential> revoked, Instant next) {
        byte[] issued = time(next.minus(Duration.ofDays(2)));
        byte[] entries = revoked.isEmpty() ? new byte[0] : piece(SEQUENCE, revoked.stream()
                .map(each -> piece(SEQUENCE, number(each.certificate().getSerialNumber()), issued)).toArray(byte[][]::new));
        return piece(SEQUENCE, number(BigInteger.ONE), ECDSA_SHA256,
                issuer.getCertificate().getSubjectX500Principal().getEncoded(), issued, time(next), entries);
    }

    private static byte[] number(BigInteger number) {
        return piece(INTEGER, number.toByteArray());
    }

    private static byte[] time(Instant instant) {
        return piece(TIME, UTC.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] piece(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.write(tag);
        if (content.size() > 127) {
            piece.write(0x82);
            piece.write(content.size() >> 8);
        }
        piece.write(content.size());
        piece.writeBytes(content.toByteArray());
        return piece.toByteArray();
    }
}
