package dev.culvert.wire;

import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Heads as HTTP/1 writes them. */
final class HeadWriter {
    private HeadWriter() {}

    static ByteBuf request(ByteBufAllocator alloc, Request head) {
        StringBuilder text = new StringBuilder(512)
                .append(head.method()).append(' ').append(head.target()).append(' ').append(head.version()).append("\r\n");
        return bytes(alloc, fields(text, head.headers()));
    }

    /** @param own the connection's fields, which stand last */
    static ByteBuf response(ByteBufAllocator alloc, Response head, Headers own) {
        StringBuilder text = new StringBuilder(512).append("HTTP/1.1 ");
        if (head.status() < 100) {
            text.append('0');
        }
        text.append(head.status()).append(' ').append(head.reason()).append("\r\n");
        head.headers().forEach((name, value) -> field(text, name, value));
        return bytes(alloc, fields(text, own));
    }

    private static StringBuilder fields(StringBuilder text, Headers headers) {
        headers.forEach((name, value) -> field(text, name, value));
        return text.append("\r\n");
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static ByteBuf bytes(ByteBufAllocator alloc, StringBuilder text) {
        byte[] head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return alloc.buffer(head.length).writeBytes(head);
    }
}
