package dev.culvert.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends every WebSocket frame back as it came, unmasked. The payload of a data frame is passed on piece by piece as it
 * arrives and never gathered. Whether text is UTF-8 and whether fragments follow each other is left to the client.
 */
final class FrameEcho extends ByteToMessageDecoder {
    static final int MAX_FRAME = 16 * 1024 * 1024;

    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    private int mask;
    private long left;
    private boolean over;

    /** A whole text frame. */
    static ByteBuf text(String message) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        return Unpooled.wrappedBuffer(head(0x81, payload.length), Unpooled.wrappedBuffer(payload));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
        } else if (left > 0) {
            ByteBuf piece = in.readRetainedSlice((int) Math.min(left, in.readableBytes()));
            left -= piece.readableBytes();
            context.write(unmasked(piece));
        } else {
            frame(context, in);
        }
    }

    private void frame(ChannelHandlerContext context, ByteBuf in) {
        int lengthBytes = lengthBytes(in);
        int headBytes = 2 + lengthBytes + 4;
        if (in.readableBytes() < headBytes) {
            return;
        }
        int first = in.getUnsignedByte(in.readerIndex());
        boolean masked = in.getByte(in.readerIndex() + 1) < 0;
        long length = length(in, lengthBytes);
        boolean control = (first & 0x08) != 0;
        if (!masked || !isKnown(first) || (control && (length > 125 || first < 0x80))) {
            close(context, PROTOCOL_ERROR);
        } else if (length < 0 || length > MAX_FRAME) {
            close(context, TOO_BIG);
        } else if (!control || in.readableBytes() >= headBytes + length) {
            mask = in.getInt(in.readerIndex() + 2 + lengthBytes);
            in.skipBytes(headBytes);
            begin(context, in, first, length);
        }
    }

    private void begin(ChannelHandlerContext context, ByteBuf in, int first, long length) {
        switch (first & 0x0f) {
            case CLOSE -> closing(context, in, length);
            case PING -> context.write(whole(0x80 | PONG, payload(in, length)));
            case PONG -> in.skipBytes((int) length);
            default -> {
                left = length;
                context.write(head(first, length));
            }
        }
    }

    private void closing(ChannelHandlerContext context, ByteBuf in, long length) {
        if (length == 1) {
            close(context, PROTOCOL_ERROR);
        } else {
            finish(context, payload(in, length));
        }
    }

    private ByteBuf payload(ByteBuf in, long length) {
        return unmasked(in.readRetainedSlice((int) length));
    }

    private void close(ChannelHandlerContext context, int code) {
        finish(context, Unpooled.copyShort(code));
    }

    private void finish(ChannelHandlerContext context, ByteBuf reason) {
        over = true;
        context.writeAndFlush(whole(0x80 | CLOSE, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    private static boolean isKnown(int first) {
        int opcode = first & 0x0f;
        return (first & 0x70) == 0 && (opcode <= 2 || (opcode >= CLOSE && opcode <= PONG));
    }

    /** How many bytes follow the second one to say the length. Before that one has come: as many as make us wait. */
    private static int lengthBytes(ByteBuf in) {
        int small = in.readableBytes() < 2 ? 0 : in.getByte(in.readerIndex() + 1) & 0x7f;
        return small < 126 ? 0 : small == 126 ? 2 : 8;
    }

    private static long length(ByteBuf in, int lengthBytes) {
        int at = in.readerIndex() + 2;
        return switch (lengthBytes) {
            case 0 -> in.getByte(at - 1) & 0x7f;
            case 2 -> in.getUnsignedShort(at);
            default -> in.getLong(at);
        };
    }

    /** In place; the mask is turned so that the next piece goes on where this one ends (RFC 6455 §5.3). */
    private ByteBuf unmasked(ByteBuf piece) {
        int i = piece.readerIndex();
        for (; i + 4 <= piece.writerIndex(); i += 4) {
            piece.setInt(i, piece.getInt(i) ^ mask);
        }
        for (; i < piece.writerIndex(); i++) {
            mask = Integer.rotateLeft(mask, 8);
            piece.setByte(i, piece.getByte(i) ^ mask);
        }
        return piece;
    }

    private static ByteBuf whole(int first, ByteBuf payload) {
        return Unpooled.wrappedBuffer(head(first, payload.readableBytes()), payload);
    }

    private static ByteBuf head(int first, long length) {
        ByteBuf head = Unpooled.buffer(10).writeByte(first);
        if (length < 126) {
            return head.writeByte((int) length);
        }
        return length < 65_536 ? head.writeByte(126).writeShort((int) length) : head.writeByte(127).writeLong(length);
    }

    /** The base class would read on for us although we said to stop. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        discardSomeReadBytes();
        context.flush();
    }

    /** A client that does not take its echo gets no more read from it. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
