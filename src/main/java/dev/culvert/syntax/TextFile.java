package dev.culvert.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes in a whole configuration file. */
final class TextFile {
    private final Findings findings;
    private final Allowance allowance;

    TextFile(Findings findings, Allowance allowance) {
        this.findings = findings;
        this.allowance = allowance;
    }

    /** @throws Fault if there is no such file or it cannot be read */
    String read(Path file) {
        if (!Files.exists(file)) {
            throw unopened(file, "No such file or directory");
        }
        if (!Files.isRegularFile(file) && !file.equals(Path.of("/dev/null"))) {
            throw unopened(file, Files.isDirectory(file) ? "It is a directory" : "It is not a regular file");
        }
        return decode(bytes(file), new Position(file.toString(), 1));
    }

    private byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int size = (int) Math.min(Files.size(file), Integer.MAX_VALUE);
            allowance.charge(Allowance.FILE + (long) size * Allowance.BYTE);
            return in.readNBytes(size);
        } catch (AccessDeniedException _) {
            throw unopened(file, "Permission denied");
        } catch (IOException failure) {
            throw unopened(file, String.valueOf(failure.getMessage()));
        }
    }

    private String decode(byte[] bytes, Position at) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new Fault("Expected " + at.file() + " to be UTF-8, but it is UTF-16:"
                    + " save it as UTF-8 without a byte order mark");
        }
        boolean marked = startsWith(bytes, 0xEF, 0xBB, 0xBF);
        if (marked) {
            findings.structure(at, "Expected a directive, but there is a byte order mark (EF BB BF) before it:"
                    + " save the file as UTF-8 without one");
        }
        ByteBuffer text = marked ? ByteBuffer.wrap(bytes, 3, bytes.length - 3) : ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text.duplicate()).toString();
        } catch (CharacterCodingException _) {
            findings.warn(at, "Expected UTF-8, but there are bytes that are none; the file is read as ISO 8859-1");
            return StandardCharsets.ISO_8859_1.decode(text).toString();
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        boolean same = bytes.length >= mark.length;
        for (int i = 0; same && i < mark.length; i++) {
            same = Byte.toUnsignedInt(bytes[i]) == mark[i];
        }
        return same;
    }

    private static Fault unopened(Path file, String reason) {
        return new Fault("Could not open configuration file " + file + ": " + reason);
    }
}
