package dev.culvert.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What a backend sent that was taken for part of its head, and was not. */
final class Stray {
    private Stray() {}

    static ByteBuf bytes(String stray) {
        return Unpooled.wrappedBuffer(stray.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ByteBuf before(ByteBuf rest, String stray) {
        return stray.isEmpty() ? rest : Unpooled.wrappedBuffer(bytes(stray), rest);
    }
}
