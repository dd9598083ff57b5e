package dev.culvert.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blocks of a file in PEM (RFC 7468), whatever text stands between them. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]+)-----\\R(?<headers>(?:[A-Za-z0-9-]+: ?[^\\n]*\\R)*+)(?<body>[A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final Pattern HEADER = Pattern.compile("(?m)^([A-Za-z0-9-]+): ?(.*?)\\s*$");

    private Pem() {}

    /** One of a file's blocks. */
    static final class Block {
        private final String label;
        private final String headers;
        private final byte[] content;

        private Block(String label, String headers, byte[] content) {
            this.label = label;
            this.headers = headers;
            this.content = content;
        }

        /** Such as {@code CERTIFICATE}. */
        String label() {
            return label;
        }

        /** The body, decoded. */
        byte[] content() {
            return content.clone();
        }

        /** A line before the body, such as {@code Proc-Type: 4,ENCRYPTED}. */
        Optional<String> header(String name) {
            Matcher lines = HEADER.matcher(headers);
            return Stream.iterate(lines.find(), found -> found, _ -> lines.find())
                    .filter(_ -> lines.group(1).equalsIgnoreCase(name)).map(_ -> lines.group(2)).findFirst();
        }

        boolean isCertificate() {
            return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE") || label.equals("TRUSTED CERTIFICATE");
        }

        boolean isKey() {
            return label.endsWith("PRIVATE KEY");
        }
    }

    /** The blocks in the order of the file; none if it is no PEM at all. */
    static List<Block> blocks(Path file) throws BadPem {
        List<Block> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text(file)); block.find();) {
            blocks.add(new Block(block.group(1), block.group("headers"), decoded(file, block.group("body"))));
        }
        return blocks;
    }

    private static String text(Path file) throws BadPem {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            throw new BadPem("cannot read '" + file + "'");
        }
    }

    private static byte[] decoded(Path file, String body) throws BadPem {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException _) {
            throw new BadPem("a block in '" + file + "' is not in Base64");
        }
    }

    /** The certificates in the order of the file, at least one. */
    static List<X509Certificate> certificates(Path file) throws BadPem {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.isCertificate()) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new BadPem("there is no certificate in '" + file + "'");
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file, Block block) throws BadPem {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException e) {
            throw new BadPem("a certificate in '" + file + "' cannot be read: " + e.getMessage());
        }
    }

    /** The first private key of the file, still as it was written. */
    static Optional<Block> key(Path file) throws BadPem {
        return blocks(file).stream().filter(Block::isKey).findFirst();
    }
}
