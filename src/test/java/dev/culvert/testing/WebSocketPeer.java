package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a WebSocket server says and understands, byte by byte. */
public final class WebSocketPeer {
    private WebSocketPeer() {}

    /** The 101 that this handshake asks for. */
    public static String agreement(Head handshake) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(handshake.value("Sec-WebSocket-Key").orElse("")) + "\r\n\r\n";
    }

    /** What has to answer that key (RFC 6455 §1.3). */
    public static String accept(String key) {
        try {
            byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A whole frame of a server, its payload no longer than 65,535 bytes. */
    public static String frame(int opcode, String payload) {
        String first = String.valueOf((char) (0x80 | opcode));
        int length = payload.length();
        return length < 126 ? first + (char) length + payload
                : first + (char) 126 + (char) (length >> 8) + (char) (length & 0xFF) + payload;
    }

    /**
     * What a client sent.
     *
     * @param masked as every client's must be
     */
    public record Frame(int opcode, boolean masked, String payload) {}

    /** The next frame of a client, which must be a short one. */
    public static Frame next(RawConnection connection) {
        String head = connection.read(2);
        boolean masked = (head.charAt(1) & 0x80) != 0;
        String key = masked ? connection.read(4) : "\0\0\0\0";
        StringBuilder payload = new StringBuilder(connection.read(head.charAt(1) & 0x7F));
        for (int i = 0; i < payload.length(); i++) {
            payload.setCharAt(i, (char) (payload.charAt(i) ^ key.charAt(i % 4)));
        }
        return new Frame(head.charAt(0) & 0x0F, masked, payload.toString());
    }

    /** Agrees, answers a ping and waits for the close, as a server does that is well. */
    public static void serve(RawConnection connection) {
        connection.send(agreement(connection.head()));
        Frame ping = next(connection);
        connection.send(frame(0xA, ping.payload()));
        connection.send(frame(0x8, next(connection).payload()));
        connection.finish();
    }
}
