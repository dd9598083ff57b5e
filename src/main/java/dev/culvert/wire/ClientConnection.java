package dev.culvert.wire;

import dev.culvert.access.ProxyHeader;
import dev.culvert.access.RemoteIp;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.http.Peer;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.world.Remark;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that speaks HTTP/1: its requests, one after another, each answered before the next is looked at. */
final class ClientConnection extends Http1Connection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        /** Before the PROXY header that a proxy in front begins with. */
        PREFACE,
        /** Before the first byte of a request. */
        QUIET,
        HEAD,
        BODY_AHEAD,
        EXCHANGE,
        CLOSING
    }

    private final Wire wire;
    private Peer peer;
    private final HeadLimits limits;
    private final HeadLines lines;
    private final Alarm alarm;
    private final ReadPace pace;
    private State state;
    private int served;
    private @Nullable ReadAhead ahead;
    private @Nullable Carrier carrier;

    ClientConnection(Wire wire, Channel channel) {
        super(channel);
        this.wire = wire;
        this.peer = new Peer((InetSocketAddress) channel.remoteAddress(), (InetSocketAddress) channel.localAddress(), "http");
        Settings first = wire.site(peer.local(), Optional.empty()).site().host().settings();
        this.limits = HeadLimits.ofRequests(first);
        this.lines = new HeadLines(limits, HeadLines.LineEnd.CRLF_ONLY);
        this.alarm = new Alarm(channel.eventLoop(), this::waitedTooLong);
        this.pace = new ReadPace(first.get(ConnectionDirectives.REQUEST_READ_TIMEOUT), alarm);
        this.state = RemoteIp.isAnnounced(first, peer.address().getAddress()) ? State.PREFACE : State.QUIET;
        alarm.in(first.get(ConnectionDirectives.TIMEOUT));
    }

    Peer peer() {
        return peer;
    }

    /** Requests answered before the one that is being answered. */
    int served() {
        return served;
    }

    // ---- requests

    @Override
    boolean advance() {
        return switch (state) {
            case PREFACE -> readPreface();
            case QUIET, HEAD -> readHead();
            case BODY_AHEAD -> readAhead();
            case EXCHANGE, CLOSING -> false;
        };
    }

    /** RemoteIPProxyProtocol: whom the connection is for. httpd: without a good one it is closed and not answered. */
    private boolean readPreface() {
        return switch (ProxyHeader.read(in().nioBuffer())) {
            case ProxyHeader.Reading.NeedMore() -> false;
            case ProxyHeader.Reading.Address(var source, _, int consumed) -> announced(peer.announced(source), consumed);
            case ProxyHeader.Reading.Local(int consumed) -> announced(peer, consumed);
            case ProxyHeader.Reading.Malformed(String why) -> {
                wire.remark(wire.site(peer.local(), Optional.empty()), peer, Remark.error("remoteip", "AH03507", why));
                state = State.CLOSING;
                channel().close();
                yield false;
            }
        };
    }

    private boolean announced(Peer client, int consumed) {
        peer = client;
        in().skipBytes(consumed);
        state = State.QUIET;
        return true;
    }

    private boolean readHead() {
        if (!in().isReadable()) {
            return false;
        }
        if (state == State.QUIET) {
            state = State.HEAD;
            pace.headBegins();
        }
        try {
            if (!lines.read(in())) {
                return false;
            }
            begin(RequestHead.parse(lines.lines(), limits));
        } catch (HeadLines.TooMuch much) {
            refuse(statusOf(much.excess()), "AH00561: the request's head is over a limit: " + much.excess());
        } catch (BadHead bad) {
            refuse(bad.status(), bad.why());
        }
        return true;
    }

    private static int statusOf(HeadLines.Excess excess) {
        return excess == HeadLines.Excess.FIRST_LINE ? 414 : 400;
    }

    private void begin(Request head) {
        Settings settings = settingsFor(head);
        Carrier next = new Carrier(wire, this, head, site(head), lines.bytes());
        carrier = next;
        if (head.body() instanceof Framing.Length(long bytes) && isTooLong(bytes, settings)) {
            refuse(413, "AH01588: the body of " + bytes + " bytes is longer than LimitRequestBody");
        } else if (head.body() instanceof Framing.None || waitsForContinue(head, settings)) {
            start(ReadAhead.nothing(head.body()));
        } else {
            readAheadOf(head, settings);
        }
    }

    private void readAheadOf(Request head, Settings settings) {
        if (head.expectsContinue()) {
            channel().writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel().voidPromise());
        }
        state = State.BODY_AHEAD;
        pace.bodyBegins();
        ahead = ReadAhead.begin(BodyDecoder.of(head.body(), settings.get(ConnectionDirectives.LIMIT_REQUEST_BODY)), channel().alloc());
    }

    /** The client has waited with its body, and now somebody here wants the beginning of it. */
    void readBodyOf(Request head) {
        readAheadOf(head, settingsFor(head));
        proceed();
    }

    private boolean readAhead() {
        ReadAhead begun = ahead;
        if (begun == null) {
            return false;
        }
        try {
            if (begun.take(in())) {
                ahead = null;
                start(begun);
                return true;
            }
        } catch (BodyDecoder.Malformed what) {
            refuse(what.status(), "AH01095: the request's body is broken: " + what.getMessage());
        }
        return false;
    }

    private void start(ReadAhead body) {
        state = State.EXCHANGE;
        alarm.clear();
        Carrier next = carrier;
        if (next != null) {
            next.arrived(body);
        }
    }

    private Settings settingsFor(Request head) {
        return site(head).site().host().settings();
    }

    private ServedSite site(Request head) {
        return wire.site(peer.local(), head.headers().first("Host").map(Authority::host));
    }

    /** The backend will say 100: until then there is no body to read. */
    private static boolean waitsForContinue(Request head, Settings settings) {
        return head.headers().has("Expect") && settings.get(ProxyDirectives.EXPECT_CONTINUE);
    }

    private static boolean isTooLong(long bytes, Settings settings) {
        long limit = settings.get(ConnectionDirectives.LIMIT_REQUEST_BODY);
        return limit > 0 && bytes > limit;
    }

    /** Answers a request that is not passed on, then closes: what follows on this connection cannot be told apart. */
    private void refuse(int status, String why) {
        Carrier refusing = carrier;
        if (refusing == null) {
            Request unread = new Request("-", lines.firstLine(), Version.HTTP_1_1, Headers.NONE, Framing.NONE);
            refusing = new Carrier(wire, this, unread, wire.site(peer.local(), Optional.empty()), lines.bytes());
            carrier = refusing;
        }
        state = State.EXCHANGE;
        alarm.clear();
        stopStreaming();
        refusing.refuse(status, why);
    }

    // ---- what the carrier asks for

    /** Whether the connection can carry another request after this one. */
    boolean mayPersist(Request asked, Settings settings) {
        boolean wanted = asked.version() == Version.HTTP_1_0
                ? asked.headers().hasToken("Connection", "keep-alive")
                : !asked.headers().hasToken("Connection", "close");
        int most = settings.get(ConnectionDirectives.MAX_KEEP_ALIVE_REQUESTS);
        return wanted && settings.get(ConnectionDirectives.KEEP_ALIVE) && (most == 0 || served + 1 < most);
    }

    /** The answer is out; the connection is free for the next request. */
    void done(Settings settings) {
        served++;
        forget();
        state = State.QUIET;
        alarm.in(settings.get(ConnectionDirectives.KEEP_ALIVE_TIMEOUT));
        proceed();
    }

    /** The answer is out and was the last one here. */
    void doneForGood() {
        forget();
        state = State.CLOSING;
        handOver().release();
        channel().pipeline().replace(this, "lingering", new Lingering(alarm));
    }

    private void forget() {
        carrier = null;
        lines.clear();
        stopStreaming();
    }

    /** Ends the connection without another word: what was sent so far is all there is. */
    void cut() {
        channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel().close());
    }

    // ---- events

    @Override
    boolean wantsMore() {
        return switch (state) {
            case PREFACE, QUIET, HEAD, BODY_AHEAD -> true;
            // A little may come early: the next request, or the first frames of a tunnel.
            case EXCHANGE -> in().readableBytes() < EARLY_LIMIT;
            case CLOSING -> false;
        };
    }

    @Override
    void arrived(int bytes) {
        pace.arrived(bytes);
        if (carrier != null) {
            carrier.clientArrived();
        }
    }

    @Override
    void malformedBody(BodyDecoder.Malformed what) {
        if (carrier != null) {
            carrier.requestBroken(what);
        }
    }

    @Override
    void inputEndedNow() {
        if (state != State.EXCHANGE) {
            if (state == State.BODY_AHEAD) {
                refuse(400, "AH01095: the connection ended within the request's body");
            } else {
                channel().close();
            }
        }
    }

    private void waitedTooLong() {
        switch (state) {
            case PREFACE, QUIET -> channel().close();
            case HEAD, BODY_AHEAD -> refuse(408, "AH01382: the request came too slowly for RequestReadTimeout");
            case EXCHANGE, CLOSING -> { }
        }
    }

    @Override
    void closed() {
        alarm.stop();
        if (ahead != null) {
            ahead.release();
            ahead = null;
        }
        Carrier left = carrier;
        carrier = null;
        if (left != null) {
            left.clientGone();
        }
    }

    @Override
    void broken(Throwable cause) {
        wire.broken(cause);
    }

    /** The alarm is not needed while the sockets belong to a tunnel. */
    void becomesTunnel() {
        alarm.stop();
        forget();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (carrier != null && channel().isWritable()) {
            carrier.clientWritable();
        }
    }
}
