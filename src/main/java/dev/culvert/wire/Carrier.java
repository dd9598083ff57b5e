package dev.culvert.wire;

import dev.culvert.balance.Claim;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Ending;
import dev.culvert.proxy.Exchange;
import dev.culvert.proxy.Failure;
import dev.culvert.proxy.Outcome.Reuse;
import dev.culvert.proxy.Tally;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.world.Level;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.tls.Misdirection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what an exchange decides, and tells it what came of it. One per request, confined to the event loop that
 * both of its sockets live on.
 */
final class Carrier implements Connector.Caller {
    private final Wire wire;
    private final Client client;
    private final ServedSite site;
    private final Exchange exchange;
    private final Instant started;
    private final long startedNanos;
    private final Alarm patience;
    private ReadAhead body = ReadAhead.nothing(Framing.NONE);
    private Duration answerWait = Duration.ZERO;
    private Response sent = new Response(0, "", Version.HTTP_1_1, Headers.NONE, Framing.NONE);
    private long received;
    private long delivered;
    private Connector.@Nullable Attempt attempt;
    private final Admission admission;
    private @Nullable BackendConnection backend;
    private @Nullable BodyWriter upload;
    private @Nullable BodyWriter download;
    private @Nullable BodyWriter relayed;
    private @Nullable FileSender sender;
    private boolean uploaded;
    private int form;
    private boolean answerReusable;
    private String stray = "";
    private boolean over;

    Carrier(Wire wire, Client client, Request request, ServedSite site, int headBytes) {
        this.wire = wire;
        this.client = client;
        this.site = site;
        this.started = wire.clock().instant();
        this.startedNanos = System.nanoTime();
        this.patience = new Alarm(client.loop(), this::outOfPatience);
        this.received = headBytes;
        wire.totals().begun();
        this.admission = new Admission(wire.places());
        this.exchange = new Exchange(site.site(), request, client.peer(), wire.clock(), new SiteJournal(site, client.peer()));
    }

    // ---- begin and end

    /** The body is here, as far as it is read ahead; before the exchange begins, or when it has asked for it. */
    void arrived(ReadAhead ahead) {
        body = ahead;
        if (form > 0) {
            carry(exchange.formRead(body.first(form)));
            return;
        }
        exchange.bodyIs(ahead.framing(exchange.request().body()));
        uploaded = exchange.request().body() instanceof Framing.None;
        carry(exchange.begin());
    }

    void refuse(int status, String why) {
        carry(exchange.refuse(status, why));
    }

    void misdirected(Misdirection what) {
        carry(exchange.misdirected(what));
    }

    private void carry(Action action) {
        if (over) {
            return;
        }
        switch (action) {
            case Action.Connect connect -> connect(connect);
            case Action.Send(Request head) -> send(head);
            case Action.Interim(Response head) -> interim(head);
            case Action.Await() -> backend().awaitHead();
            case Action.Tunnel tunnel -> tunnel(tunnel);
            case Action.Relay(Response head) -> relay(head);
            case Action.Reply reply -> reply(reply);
            case Action.Serve answer -> serve(answer);
            case Action.LookUp(Question<?> question) -> lookUp(question);
            case Action.Pause(Duration duration) -> pause(duration);
            case Action.ReadForm(int most) -> readForm(most);
        }
    }

    private void readForm(int most) {
        form = most;
        if (body.isBegun()) {
            arrived(body);
        } else {
            client.readBodyOf(exchange.request());
        }
    }

    private <V> void lookUp(Question<V> question) {
        wire.lookUps().find(question, client.loop(), answer -> {
            if (!over) {
                carry(exchange.found(question, answer));
            }
        });
    }

    private void pause(Duration duration) {
        client.loop().schedule(() -> {
            if (!over) {
                carry(exchange.resumed());
            }
        }, duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private BackendConnection backend() {
        BackendConnection connection = backend;
        if (connection == null) {
            throw new IllegalStateException("the exchange acts on a backend connection before it is connected");
        }
        return connection;
    }

    // ---- to the backend

    private void connect(Action.Connect to) {
        releaseBackend();
        patience.clear(); // it was for an answer of the one before
        answerWait = to.waits().answer();
        admission.leaveUnlessTo(to.backend());
        if (!admission.enter(exchange.client().ip(), exchange.tunnelLimit())) {
            carry(exchange.refuse(503, "the client has as many tunnels as CulvertTunnelsPerClient allows"));
            return;
        }
        Connector.Attempt next = wire.connector().connect(to, client.loop(), this);
        attempt = next;
        next.begin();
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public void connected(BackendConnection connection) {
        attempt = null;
        if (over) {
            connection.discard();
            return;
        }
        backend = connection;
        connection.lease(this);
        carry(exchange.connected(connection.wasUsed()));
    }

    @Override
    public void connectFailed(Failure failure) {
        attempt = null;
        if (!over) {
            carry(exchange.failed(failure, upload == null || body.isWhole()));
        }
    }

    private void send(Request head) {
        BackendConnection to = backend();
        Channel channel = to.channel();
        ByteBuf bytes = HeadWriter.request(channel.alloc(), head);
        long headBytes = bytes.readableBytes();
        exchange.backend().map(wire::live).ifPresent(live -> live.requestSent(headBytes));
        channel.write(bytes, channel.voidPromise());
        patience.in(answerWait);
        upload(head, to);
        to.expect(head, exchange.settings().get(ProxyDirectives.BAD_HEADER), answerLimits());
    }

    private void upload(Request head, BackendConnection to) {
        if (head.body() instanceof Framing.None) {
            // Nothing to send, or the client's body is not for this: an error's document is asked for without one.
            to.channel().flush();
            return;
        }
        BodyWriter writer = new BodyWriter(to.channel(), head.body(), () -> uploaded = true);
        upload = writer;
        ByteBuf ahead = body.copy();
        if (ahead.isReadable()) {
            writer.content(ahead);
        } else {
            ahead.release();
        }
        if (body.isWhole()) {
            writer.end(body.trailers());
        } else {
            writer.flush();
            client.stream(body.rest(), writer);
        }
    }

    private HeadLimits answerLimits() {
        return HeadLimits.ofAnswers(exchange.backend()
                .map(b -> b.parameters().get(WorkerParameters.RESPONSE_FIELD_SIZE))
                .orElse(WorkerParameters.RESPONSE_FIELD_SIZE.initial()));
    }

    // ---- from the backend

    void answered(ResponseHead.Parsed parsed) {
        answerReusable = parsed.reusable();
        stray = parsed.stray();
        carry(exchange.answered(parsed.response()));
    }

    void failed(Failure failure) {
        BackendConnection failedOne = backend;
        if (failedOne != null) {
            backend = null;
            failedOne.discard();
        }
        if (!over) {
            carry(exchange.failed(failure, body.isWhole()));
        }
    }

    void backendArrived() {
        patience.in(answerWait);
    }

    /** The socket went away under us: a reset, since an orderly end would have come as one. */
    void backendGone() {
        backend = null;
        if (over) {
            return;
        }
        if (download == null) {
            failed(new Failure.NoAnswer("the connection was reset"));
        } else {
            answerCut("the connection was reset");
        }
    }

    /** The head is out and the body cannot be completed: all that is left is not to pretend it was. */
    void answerCut(String why) {
        remark(new Remark(Level.ERROR, "proxy", "AH01110", "the answer to " + exchange.request().target()
                + " ended early: " + why));
        finish(Reuse.ABORTED);
        client.cut();
    }

    private void outOfPatience() {
        if (over) {
            return;
        }
        if (download == null) {
            failed(new Failure.Silent(answerWait));
        } else {
            answerCut("nothing moved within " + answerWait.toMillis() + " ms");
        }
    }

    // ---- to the client

    private void interim(Response head) {
        delivered += client.write(head, Headers.NONE);
        client.channel().flush();
        sent = head;
        backend().awaitHead();
    }

    private void relay(Response head) {
        Framing framing = client.framing(head, exchange.request());
        boolean persists = persists(head) && !(framing instanceof Framing.UntilClose);
        writeHead(head, client.fields(exchange.request(), framing, persists, exchange.settings()));
        BodyWriter writer = client.body(framing, () -> answerSent(persists));
        download = writer;
        relayed = writer;
        patience.in(answerWait);
        if (!stray.isEmpty()) {
            writer.content(Stray.bytes(stray));
        }
        backend().stream(BodyDecoder.of(head.body()), writer);
    }

    private void answerSent(boolean persists) {
        boolean again = persists && uploaded;
        finish(again ? Reuse.KEPT : Reuse.CLOSED);
        client.channel().flush();
        if (again) {
            client.done(exchange.settings());
        } else {
            client.doneForGood();
        }
    }

    private void reply(Action.Reply reply) {
        releaseBackend();
        Response head = reply.head();
        boolean persists = persists(head) && (uploaded || !bodyIsOnItsWay());
        Headers own = client.fields(exchange.request(), Framing.NONE, persists, exchange.settings());
        writeHead(head, ClientFraming.withType(own, reply.type()));
        if (!exchange.request().isHead()) {
            byte[] bytes = reply.page().getBytes(StandardCharsets.UTF_8);
            BodyWriter writer = client.body(Framing.length(bytes.length), () -> { });
            download = writer;
            writer.content(Unpooled.wrappedBuffer(bytes));
        }
        uploaded = true;
        answerSent(persists);
    }

    private void serve(Action.Serve answer) {
        releaseBackend();
        Response head = answer.head();
        boolean persists = persists(head) && (uploaded || !bodyIsOnItsWay());
        Headers own = client.fields(exchange.request(), Framing.NONE, persists, exchange.settings());
        String type = head.headers().first("Content-Type").orElse("");
        writeHead(head.with(head.headers().toBuilder().remove("Content-Type").build()), ClientFraming.withType(own, type));
        uploaded = true;
        Framing framing = exchange.request().isHead() ? Framing.NONE : head.body();
        BodyWriter writer = client.body(framing, () -> answerSent(persists));
        download = writer;
        FileSender sending = new FileSender(wire.lookUps(), client.channel(), writer, answer.file(),
                exchange.request().isHead() ? List.of() : answer.parts(), this::answerCut);
        sender = sending;
        sending.proceed();
    }

    private boolean bodyIsOnItsWay() {
        return !(exchange.request().body() instanceof Framing.None) && !body.isWhole();
    }

    private boolean persists(Response head) {
        return !ClientFraming.leavesDoubt(head.status()) && client.mayPersist(exchange.request(), exchange.settings());
    }

    private void writeHead(Response head, Headers own) {
        sent = head;
        delivered += client.write(head, own);
    }

    // ---- the tunnel

    private void tunnel(Action.Tunnel agreed) {
        BackendConnection from = backend();
        patience.stop();
        writeHead(agreed.head(), Headers.of("Connection", "Upgrade", "Upgrade", agreed.protocol()));
        client.channel().flush();
        client.becomesTunnel();
        from.becomesTunnel();
        over = true;
        received += upload == null ? 0 : upload.content();
        TunnelFacts facts = exchange.account().facts(agreed, wire.tunnels().nextId(), wire.clock().instant(), age());
        Tunnel tunnel = new Tunnel(client.channel(), from.channel(), agreed.limits(), facts,
                new TunnelRecord(wire, site, client.peer().address(), exchange, ending(Reuse.CLOSED), facts, admission));
        ByteBuf early = client.handOver();
        ByteBuf glued = Stray.before(from.handOver(), stray);
        client.channel().pipeline().replace(client, "relay", tunnel.up());
        from.channel().pipeline().replace(from, "relay", tunnel.down());
        body.release();
        wire.tunnels().opened(tunnel);
        tunnel.start(early, glued);
        client.inputEnd().ifPresent(tunnel.up()::ending);
        from.inputEnd().ifPresent(tunnel.down()::ending);
    }

    // ---- from the client

    /** Something came; how much of it was the request's is counted where it is used. */
    void clientArrived() {
        if (upload != null && !uploaded) {
            patience.in(answerWait);
        }
    }

    void requestBroken(BodyDecoder.Malformed what) {
        releaseBackend();
        if (download != null) {
            answerCut("the request's body is broken: " + what.getMessage());
        } else {
            carry(exchange.refuse(what.status(), "AH01095: the request's body is broken: " + what.getMessage()));
        }
    }

    void clientGone() {
        if (!over) {
            finish(Reuse.ABORTED);
        }
    }

    void clientWritable() {
        if (sender != null) {
            sender.proceed();
        }
        if (backend != null) {
            backend.resume();
        }
    }

    void backendWritable() {
        client.resume();
    }

    // ---- the end

    private void finish(Reuse reuse) {
        if (over) {
            return;
        }
        over = true;
        patience.stop();
        if (attempt != null) {
            attempt.cancel();
        }
        if (sender != null) {
            sender.stop();
        }
        settleBackend(reuse);
        body.release();
        BodyWriter out = download;
        delivered += out == null ? 0 : out.written();
        received += upload == null ? 0 : upload.content();
        exchange.backend().map(wire::live).ifPresent(live -> {
            live.transferred(upload == null ? 0 : upload.content());
            live.read(relayed == null ? 0 : relayed.content());
        });
        admission.leave();
        exchange.claim().ifPresent(Claim::release);
        log(reuse);
    }

    /** Back to where it came from if nothing of this exchange can be left on it; else it is closed. */
    private void settleBackend(Reuse reuse) {
        BackendConnection used = backend;
        backend = null;
        if (used == null) {
            return;
        }
        boolean clean = reuse != Reuse.ABORTED && answerReusable && uploaded && used.isUsable()
                && exchange.keepsBackend();
        if (clean) {
            used.keep();
        } else {
            used.discard();
        }
    }

    private void releaseBackend() {
        BackendConnection used = backend;
        backend = null;
        if (used != null) {
            used.discard();
        }
    }

    private void log(Reuse reuse) {
        if (sent.status() == 0) {
            sent = new Response(499, "", Version.HTTP_1_1, Headers.NONE, Framing.NONE);
        }
        Ending ending = ending(reuse);
        wire.totals().ended(ending.tally());
        site.access().write(exchange.account().ended(ending));
    }

    private Ending ending(Reuse reuse) {
        BodyWriter out = download;
        return new Ending(sent, out == null ? 0 : out.content(), new Tally(received, delivered, started, age()), reuse, client.served());
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private void remark(Remark remark) {
        wire.remark(site, client.peer(), remark);
    }
}
