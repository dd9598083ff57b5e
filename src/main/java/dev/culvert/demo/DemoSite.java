package dev.culvert.demo;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Answers requests: a handshake becomes an echo, {@code /} is the page, {@code /seen} says what arrived here. */
final class DemoSite extends SimpleChannelInboundHandler<Request> {
    private static final String PAGE = page();

    @Override
    protected void channelRead0(ChannelHandlerContext context, Request request) {
        if (request.upgrade().isEmpty()) {
            reply(context, request, plain(request));
            return;
        }
        Optional<Response> agreed = Handshake.answer(request);
        if (agreed.isPresent()) {
            echo(context, request, agreed.get());
        } else {
            reply(context, request, text(400, "Bad Request", "That is no WebSocket handshake (RFC 6455 §4.1).\n"));
        }
    }

    private static void echo(ChannelHandlerContext context, Request request, Response agreed) {
        FrameEcho echo = new FrameEcho();
        context.write(Unpooled.wrappedBuffer(head(agreed)));
        if (Seen.isAskedFor(request)) {
            context.write(FrameEcho.text(Seen.json(request)));
        }
        context.flush();
        context.pipeline().addLast(echo);
        context.pipeline().remove(DemoSite.class);
        // Last, because it hands on what came glued to the head.
        context.pipeline().remove(RequestHeads.class);
    }

    private static Page plain(Request request) {
        String path = request.target().replaceFirst("\\?.*", "");
        if (!request.method().equals("GET") && !request.isHead()) {
            return text(405, "Method Not Allowed", "The demo answers GET and HEAD.\n");
        }
        return switch (path) {
            case "/", "/index.html" -> new Page(200, "OK", "text/html; charset=utf-8", PAGE);
            case "/seen" -> new Page(200, "OK", "application/json", Seen.json(request));
            default -> text(404, "Not Found", "The demo has no " + path + ".\n");
        };
    }

    private static void reply(ChannelHandlerContext context, Request request, Page page) {
        boolean keep = keeps(request);
        Response response = page.response(keep ? "keep-alive" : "close");
        ByteBuf body = request.isHead() ? Unpooled.EMPTY_BUFFER : page.body();
        var written = context.writeAndFlush(Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(head(response)), body));
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A body that nobody reads would be taken for the next request. */
    private static boolean keeps(Request request) {
        return request.version().atLeast(Version.HTTP_1_1)
                && request.body().equals(Framing.NONE)
                && !request.headers().hasToken("Connection", "close");
    }

    private static byte[] head(Response response) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(response.reason()).append("\r\n");
        response.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Page text(int status, String reason, String message) {
        return new Page(status, reason, "text/plain; charset=utf-8", message);
    }

    private static String page() {
        try (InputStream page = Objects.requireNonNull(DemoSite.class.getResourceAsStream("index.html"), "index.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** A peer that goes away is no news to an echo. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** @param type of its content, as Content-Type says it */
    private record Page(int status, String reason, String type, String content) {
        ByteBuf body() {
            return Unpooled.wrappedBuffer(content.getBytes(StandardCharsets.UTF_8));
        }

        Response response(String connection) {
            int length = body().readableBytes();
            Headers headers = Headers.of(
                    "Server", "culvert-demo",
                    "Content-Type", type,
                    "Content-Length", Integer.toString(length),
                    "Cache-Control", "no-store",
                    "Connection", connection);
            return new Response(status, reason, Version.HTTP_1_1, headers, Framing.length(length));
        }
    }
}
