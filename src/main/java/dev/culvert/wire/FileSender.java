package dev.culvert.wire;

import dev.culvert.files.Part;
import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends parts of a file. Pieces are read off the event loop, one at a time, each asked for when the client has taken the
 * one before: a slow client costs one piece. Confined to the client's loop but for {@link #read}.
 */
final class FileSender {
    private static final int PIECE = 64 * 1024;

    private final LookUps lookUps;
    private final Channel client;
    private final BodyWriter to;
    private final Path file;
    private final Deque<Part> parts;
    private final Consumer<String> cut;
    private long offset;
    private boolean reading;
    private boolean over;
    /** Touched by the reading thread while {@link #reading}, by the loop else. */
    private @Nullable FileChannel open;

    /** @param cut what is told, and why, if the file cannot be sent to its end */
    FileSender(LookUps lookUps, Channel client, BodyWriter to, Path file, List<Part> parts, Consumer<String> cut) {
        this.lookUps = lookUps;
        this.client = client;
        this.to = to;
        this.file = file;
        this.parts = new ArrayDeque<>(parts);
        this.cut = cut;
    }

    /** Goes on, if the client can take more and nothing is being read. */
    void proceed() {
        while (!over && !reading && to.isWritable()) {
            switch (parts.peek()) {
                case null -> end();
                case Part.Literal(String octets) -> {
                    parts.remove();
                    to.content(Unpooled.copiedBuffer(octets, StandardCharsets.ISO_8859_1));
                }
                case Part.Slice(long from, long length) -> piece(from + offset, length - offset);
            }
        }
        if (!over) {
            to.flush();
        }
    }

    private void end() {
        stop();
        to.end(Headers.NONE);
    }

    private void piece(long from, long left) {
        if (left == 0) {
            parts.remove();
            offset = 0;
            return;
        }
        reading = true;
        ByteBuf room = client.alloc().directBuffer((int) Math.min(PIECE, left));
        lookUps.run(() -> {
            String trouble = read(room, from);
            client.eventLoop().execute(() -> arrived(room, trouble));
        });
    }

    /** @return what went wrong, or empty */
    private String read(ByteBuf room, long from) {
        try {
            FileChannel channel = open;
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.READ);
                open = channel;
            }
            ByteBuffer bytes = room.internalNioBuffer(0, room.capacity());
            int read = channel.read(bytes, from);
            if (read <= 0) {
                return "the file became shorter";
            }
            room.writerIndex(read);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void arrived(ByteBuf piece, String trouble) {
        reading = false;
        if (over || !trouble.isEmpty()) {
            piece.release();
            boolean first = !over;
            stop();
            if (first) {
                cut.accept(trouble);
            }
            return;
        }
        offset += piece.readableBytes();
        to.content(piece);
        proceed();
    }

    /** Nothing more is sent; the file is closed once nobody reads it. */
    void stop() {
        over = true;
        FileChannel channel = open;
        if (!reading && channel != null) {
            open = null;
            lookUps.run(() -> close(channel));
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It was only read: there is nothing that could be lost.
        }
    }
}
