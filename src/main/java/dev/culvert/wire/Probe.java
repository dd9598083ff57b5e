package dev.culvert.wire;

import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Checkup;
import dev.culvert.proxy.Failure;
import dev.culvert.route.ProxyDirectives;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Carries out one health check over one connection of its own. Confined to its event loop. */
final class Probe extends ChannelInboundHandlerAdapter implements Connector.Caller, BodyDecoder.Sink {
    /** A backend that was asked to close may take this long before it is closed upon. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final RandomGenerator RANDOM = new SecureRandom();

    private enum Stage {
        CONNECTING,
        HEAD,
        BODY,
        FRAMES,
        OVER
    }

    private final Wire wire;
    private final EventLoop loop;
    private final Checkup checkup;
    private final Action.Connect to;
    private final Consumer<Checkup.Verdict> report;
    private final Alarm alarm;
    private final Connector.Attempt attempt;
    private final HeadLines lines;
    private final ResponseHead head;
    private final StringBuilder body = new StringBuilder();
    private final PingTalk talk = new PingTalk(RANDOM);
    private Stage stage = Stage.CONNECTING;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private @Nullable Channel channel;
    private @Nullable Response answer;
    private BodyDecoder decoder = BodyDecoder.of(Framing.NONE);

    /** @param report is told once, on the loop, unless the probe is cancelled before */
    Probe(Wire wire, EventLoop loop, Checkup checkup, Consumer<Checkup.Verdict> report) {
        this.wire = wire;
        this.loop = loop;
        this.checkup = checkup;
        this.report = report;
        this.to = checkup.connect();
        this.alarm = new Alarm(loop, this::outOfPatience);
        this.attempt = wire.connector().connect(to, loop, this);
        Settings parameters = to.backend().parameters();
        this.lines = new HeadLines(HeadLimits.ofAnswers(parameters.get(WorkerParameters.RESPONSE_FIELD_SIZE)), HeadLines.LineEnd.LF_TOO);
        this.head = new ResponseHead(to.settings().get(ProxyDirectives.BAD_HEADER),
                checkup.question().map(Request::method).orElse("GET"));
    }

    void start() {
        // Names and TLS take their time, too.
        alarm.in(to.waits().connect().plus(to.waits().answer()));
        attempt.begin();
    }

    /** Nobody wants to know any more. */
    void cancel() {
        stage = Stage.OVER;
        close();
    }

    // ---- the connection

    @Override
    public Admission admission() {
        return new Admission(wire.places());
    }

    @Override
    public void connectFailed(Failure failure) {
        end(checkup.failed(failure));
    }

    @Override
    public void connected(BackendConnection connection) {
        if (stage == Stage.OVER) {
            connection.discard();
            return;
        }
        channel = connection.channel();
        Optional<Request> question = checkup.question();
        if (question.isEmpty()) {
            end(checkup.connected());
            return;
        }
        boolean ended = connection.inputEnded();
        connection.becomesTunnel();
        in = connection.handOver();
        connection.channel().pipeline().replace(connection, "probe", this);
        alarm.in(to.waits().answer());
        stage = Stage.HEAD;
        connection.channel().writeAndFlush(HeadWriter.request(connection.channel().alloc(), question.get()));
        if (ended) {
            inputEnded();
        } else {
            proceed();
        }
    }

    // ---- the answer

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (stage == Stage.OVER) {
            bytes.release();
        } else {
            in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), in, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        proceed();
    }

    private void proceed() {
        Stage before;
        do {
            before = stage;
            advance();
        } while (stage != before && stage != Stage.OVER);
        if (channel != null && channel.isActive()) {
            channel.read();
        }
    }

    private void advance() {
        switch (stage) {
            case CONNECTING, OVER -> { }
            case HEAD -> readHead();
            case BODY -> readBody();
            case FRAMES -> readFrames();
        }
    }

    private void readHead() {
        try {
            if (lines.read(in)) {
                Response parsed = head.parse(lines.lines()).response();
                answer = parsed;
                follow(checkup.answered(parsed), parsed);
            }
        } catch (HeadLines.TooMuch much) {
            end(checkup.failed(new Failure.BrokenAnswer("its head is over a limit: " + much.excess())));
        } catch (ResponseHead.Broken broken) {
            end(checkup.failed(broken.failure()));
        }
    }

    private void follow(Checkup.Finding finding, Response parsed) {
        switch (finding) {
            case Checkup.Verdict verdict -> end(verdict);
            case Checkup.Judges _ -> judge();
            case Checkup.ReadsBody _ -> {
                decoder = BodyDecoder.of(parsed.body());
                stage = Stage.BODY;
            }
            case Checkup.Pings _ -> {
                stage = Stage.FRAMES;
                send(talk::ping);
            }
        }
    }

    private void readBody() {
        try {
            decoder.decode(in, this);
        } catch (BodyDecoder.Malformed malformed) {
            end(checkup.failed("the answer's body is broken: " + malformed.getMessage()));
        }
    }

    @Override
    public void content(ByteBuf slice) {
        int count = Math.min(slice.readableBytes(), Checkup.BODY_LIMIT - body.length());
        body.append(slice.toString(slice.readerIndex(), count, StandardCharsets.ISO_8859_1));
        slice.release();
        if (stage == Stage.BODY && body.length() >= Checkup.BODY_LIMIT) {
            judge();
        }
    }

    @Override
    public void end(Headers trailers) {
        if (stage == Stage.BODY) {
            judge();
        }
    }

    private void readFrames() {
        ByteBuf back = Unpooled.buffer(); // on the heap: nobody need release it
        try {
            PingTalk.State state = talk.read(in, back);
            if (back.isReadable()) {
                send(out -> out.writeBytes(back));
            }
            if (state == PingTalk.State.ANSWERED) {
                judge();
            }
        } catch (PingTalk.Wrong wrong) {
            end(checkup.failed(String.valueOf(wrong.getMessage())));
        }
    }

    private void send(Consumer<ByteBuf> writing) {
        if (channel != null) {
            ByteBuf out = channel.alloc().buffer();
            writing.accept(out);
            channel.writeAndFlush(out);
        }
    }

    // ---- the end

    private void judge() {
        Response judged = answer;
        if (judged == null) {
            throw new IllegalStateException("there is no answer to judge");
        } else if (!checkup.mayWait()) {
            end(checkup.judge(judged, body.toString()));
            return;
        }
        leave();
        String read = body.toString();
        wire.lookUps().run(() -> {
            Checkup.Verdict verdict = checkup.judge(judged, read);
            loop.execute(() -> report.accept(verdict));
        });
    }

    private void end(Checkup.Verdict verdict) {
        if (stage != Stage.OVER) {
            leave();
            report.accept(verdict);
        }
    }

    /** All that matters has been said. */
    private void leave() {
        boolean talking = stage == Stage.FRAMES;
        stage = Stage.OVER;
        if (talking && channel != null && channel.isActive()) {
            send(talk::close);
            alarm.in(FAREWELL);
        } else {
            close();
        }
    }

    private void close() {
        alarm.stop();
        attempt.cancel();
        if (channel != null) {
            channel.close();
        }
    }

    private void outOfPatience() {
        switch (stage) {
            case CONNECTING -> end(checkup.failed(new Failure.Unreachable("no connection within "
                    + to.waits().connect().plus(to.waits().answer()).toMillis() + " ms")));
            case HEAD -> end(checkup.failed(new Failure.Silent(to.waits().answer())));
            case BODY -> end(checkup.failed("the answer's body did not come within " + to.waits().answer().toMillis() + " ms"));
            case FRAMES -> end(checkup.failed("no pong within " + to.waits().answer().toMillis() + " ms"));
            case OVER -> close();
        }
    }

    private void inputEnded() {
        proceed();
        switch (stage) {
            case CONNECTING -> { }
            case HEAD -> end(checkup.failed(new Failure.NoAnswer("it closed the connection")));
            case BODY -> {
                if (decoder.endsWithConnection()) {
                    judge();
                } else {
                    end(checkup.failed("the connection ended within the answer's body"));
                }
            }
            case FRAMES -> end(checkup.failed("the connection ended before the pong came"));
            case OVER -> close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inputEnded();
        in.release();
        in = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause.getCause() instanceof IOException)) {
            wire.broken(cause);
        }
        ctx.close();
    }
}
