package dev.culvert.wire;

import dev.culvert.http.Request;
import dev.culvert.proxy.Failure;
import dev.culvert.route.BadHeader;
import dev.culvert.tls.BackendTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to a backend, in use by one exchange or kept for the next. */
final class BackendConnection extends Endpoint {
    private enum State {
        KEPT,
        LEASED,
        AWAITS_HEAD,
        ANSWERED
    }

    private final Wire wire;
    private final Kept home;
    private final Optional<BackendTls> tls;
    private State state = State.LEASED;
    private boolean used;
    private HeadLines lines = new HeadLines(new HeadLimits(0, 0, 0), HeadLines.LineEnd.LF_TOO);
    private ResponseHead parser = new ResponseHead(BadHeader.IS_ERROR, "GET");
    private @Nullable Carrier carrier;

    /** @param home where it waits between exchanges */
    BackendConnection(Wire wire, Channel channel, Kept home, Optional<BackendTls> tls) {
        super(channel);
        this.wire = wire;
        this.home = home;
        this.tls = tls;
    }

    /** Whether it has carried an exchange before. */
    boolean wasUsed() {
        return used;
    }

    // ---- its life between exchanges

    void lease(Carrier to) {
        carrier = to;
        state = State.LEASED;
    }

    /** Waits for the next exchange; whatever comes meanwhile is the end of it. */
    void keep() {
        if (!home.wants(this)) {
            discard();
            return;
        }
        stopStreaming();
        carrier = null;
        used = true;
        state = State.KEPT;
        home.add(this);
        read();
    }

    /** Gives it up. */
    void discard() {
        carrier = null;
        channel().close();
    }

    boolean isUsable() {
        return channel().isActive() && !inputEnded() && !in().isReadable();
    }

    // ---- answers

    /** The request's head is out: an answer to it may come. */
    void expect(Request request, BadHeader badHeader, HeadLimits limits) {
        lines = new HeadLines(limits, HeadLines.LineEnd.LF_TOO);
        parser = new ResponseHead(badHeader, request.method());
        awaitHead();
    }

    void awaitHead() {
        lines.clear();
        state = State.AWAITS_HEAD;
        proceed();
    }

    @Override
    boolean advance() {
        return switch (state) {
            case AWAITS_HEAD -> readHead();
            case KEPT -> dropIfAnythingCame();
            case LEASED, ANSWERED -> false;
        };
    }

    private boolean readHead() {
        Carrier to = carrier;
        if (to == null || !in().isReadable()) {
            return false;
        }
        try {
            if (!lines.read(in())) {
                return false;
            }
            state = State.ANSWERED;
            to.answered(parser.parse(lines.lines()));
        } catch (HeadLines.TooMuch much) {
            state = State.ANSWERED;
            to.failed(new Failure.BrokenAnswer("its head is over a limit: " + much.excess()));
        } catch (ResponseHead.Broken broken) {
            state = State.ANSWERED;
            to.failed(broken.failure());
        }
        return true;
    }

    /** Nobody asked: such bytes must never be taken for the answer to somebody's request. */
    private boolean dropIfAnythingCame() {
        if (in().isReadable()) {
            home.remove(this);
            channel().close();
        }
        return false;
    }

    @Override
    boolean wantsMore() {
        return switch (state) {
            case KEPT, AWAITS_HEAD -> true;
            case LEASED, ANSWERED -> false;
        };
    }

    @Override
    void arrived(int bytes) {
        if (carrier != null) {
            carrier.backendArrived();
        }
    }

    @Override
    void malformedBody(BodyDecoder.Malformed what) {
        if (carrier != null) {
            carrier.answerCut(String.valueOf(what.getMessage()));
        }
    }

    @Override
    void inputEndedNow() {
        if (state == State.KEPT) {
            home.remove(this);
            channel().close();
        } else if (state == State.AWAITS_HEAD && carrier != null) {
            carrier.failed(lines.isEmpty()
                    ? new Failure.NoAnswer("it closed the connection")
                    : new Failure.BrokenAnswer("it closed the connection within the head (AH10404)"));
        }
    }

    @Override
    void closed() {
        home.remove(this);
        Carrier left = carrier;
        carrier = null;
        if (left != null) {
            left.backendGone();
        }
    }

    @Override
    void broken(Throwable cause) {
        wire.broken(cause);
    }

    /** In TLS 1.3 a backend looks at a client's certificate when the client has long begun to speak. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Carrier to = carrier;
        if (to != null && state != State.ANSWERED) {
            TlsTrouble.alert(cause, tls).ifPresent(refused -> to.failed(new Failure.NoAnswer(refused)));
        }
        super.exceptionCaught(ctx, cause);
    }

    /** The exchange is a tunnel now. */
    void becomesTunnel() {
        carrier = null;
        stopStreaming();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (carrier != null && channel().isWritable()) {
            carrier.backendWritable();
        }
    }
}
