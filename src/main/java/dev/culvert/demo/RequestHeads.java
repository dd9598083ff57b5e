package dev.culvert.demo;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the heads of requests without a body, which is all that the demo answers. */
final class RequestHeads extends ByteToMessageDecoder {
    static final int MAX_HEAD = 16 * 1024;

    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = lengthOfHead(in);
        if ((length < 0 && in.readableBytes() > MAX_HEAD) || length > MAX_HEAD) {
            context.close();
        } else if (length >= 0) {
            String head = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
            in.skipBytes(END.length);
            out.add(parse(head));
        }
    }

    private static int lengthOfHead(ByteBuf in) {
        int last = in.writerIndex() - END.length;
        for (int i = in.readerIndex(); i <= last; i++) {
            if (in.getByte(i) == '\r' && in.getByte(i + 1) == '\n' && in.getByte(i + 2) == '\r' && in.getByte(i + 3) == '\n') {
                return i - in.readerIndex();
            }
        }
        return -1;
    }

    private static Request parse(String head) {
        List<String> lines = head.lines().toList();
        String[] first = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (first.length != 3) {
            return new Request("", "", Version.HTTP_1_0, Headers.NONE, Framing.NONE);
        }
        Version version = first[2].equals("HTTP/1.1") ? Version.HTTP_1_1 : Version.HTTP_1_0;
        Headers headers = headers(lines.subList(1, lines.size()));
        return new Request(first[0], first[1], version, headers, bodyOf(headers));
    }

    private static Headers headers(List<String> lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers.build();
    }

    private static Framing bodyOf(Headers headers) {
        boolean none = headers.first("Content-Length").orElse("0").equals("0") && !headers.has("Transfer-Encoding");
        return none ? Framing.NONE : Framing.UNTIL_CLOSE;
    }
}
