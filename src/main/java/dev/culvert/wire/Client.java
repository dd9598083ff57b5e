package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.tls.Misdirection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client while a request of its is served. The two dialects differ in how a head comes, how an answer is written and
 * what follows it; the carrier and all behind it see no difference.
 */
abstract class Client extends Endpoint {
    private static final Response CONTINUE = new Response(100, "Continue", Version.HTTP_1_1, Headers.NONE, Framing.NONE);

    private enum State {
        /** Before a whole head. */
        HEAD,
        BODY_AHEAD,
        EXCHANGE,
        CLOSING
    }

    private final Wire wire;
    private final Peer peer;
    /** Whether it speaks plain HTTP with who expects TLS. */
    private final boolean lost;
    private final Alarm alarm;
    private final ReadPace pace;
    private State state = State.HEAD;
    private @Nullable ReadAhead ahead;
    private @Nullable Carrier carrier;

    Client(Wire wire, Channel channel, Peer peer) {
        super(channel);
        this.wire = wire;
        this.peer = peer;
        this.lost = !peer.isSecure() && firstSite().tls().isPresent();
        this.alarm = new Alarm(channel.eventLoop(), this::waitedTooLong);
        this.pace = new ReadPace(first().get(ConnectionDirectives.REQUEST_READ_TIMEOUT), alarm);
    }

    // ---- the dialect

    /** Reads a head if enough of it is here. */
    abstract boolean readHead();

    /** How the body of this request comes. */
    abstract Framing bodyOf(Request head);

    /** How an answer's body is framed. */
    abstract Framing framing(Response head, Request asked);

    /** Writes a head, with the connection's own fields last; what it adds of its own to them is the dialect's affair.
     *
     * @return bytes of it
     */
    abstract long write(Response head, Headers own);

    /** The connection's own fields in an answer. */
    abstract Headers fields(Request asked, Framing framing, boolean persists, Settings settings);

    /** Takes an answer's body. */
    abstract BodyWriter body(Framing framing, Runnable ended);

    /** Whether another request can come after this one. */
    abstract boolean mayPersist(Request asked, Settings settings);

    /** Requests answered here before. */
    abstract int served();

    /** The answer is out; the next request may come. */
    abstract void done(Settings settings);

    /** The answer is out and was the last one here. */
    abstract void doneForGood();

    /** Ends the answer without another word: what was sent so far is all there is. */
    abstract void cut();

    /** The time for a head is over. */
    abstract void headTooLate();

    /** What was read of a request that cannot be understood. */
    abstract Request unread();

    /** Bytes of the head that came last. */
    abstract int headBytes();

    // ---- requests

    final Wire wire() {
        return wire;
    }

    final Peer peer() {
        return peer;
    }

    final Alarm alarm() {
        return alarm;
    }

    final ReadPace pace() {
        return pace;
    }

    /** The settings that hold before a request has named its host. */
    final Settings first() {
        return firstSite().site().host().settings();
    }

    private ServedSite firstSite() {
        return wire.site(peer.local(), peer.tls().flatMap(dev.culvert.http.Tls::name));
    }

    @Override
    final boolean advance() {
        return switch (state) {
            case HEAD -> readHead();
            case BODY_AHEAD -> readAhead();
            case EXCHANGE, CLOSING -> false;
        };
    }

    final void begin(Request head) {
        Settings settings = settingsFor(head);
        ServedSite asked = site(head);
        Carrier begun = new Carrier(wire, this, head, asked, headBytes());
        carrier = begun;
        Optional<Misdirection> astray = misdirection(head, asked);
        if (astray.isPresent()) {
            state = State.EXCHANGE;
            alarm.clear();
            begun.misdirected(astray.get());
        } else if (head.body() instanceof Framing.Length(long bytes) && isTooLong(bytes, settings)) {
            refuse(413, "AH01588: the body of " + bytes + " bytes is longer than LimitRequestBody");
        } else if (head.body() instanceof Framing.None || waitsForContinue(head, settings)) {
            start(ReadAhead.nothing(bodyOf(head)));
        } else {
            readAheadOf(head, settings);
        }
    }

    private void readAheadOf(Request head, Settings settings) {
        if (head.expectsContinue()) {
            write(CONTINUE, Headers.NONE);
            channel().flush();
        }
        state = State.BODY_AHEAD;
        pace.bodyBegins();
        ahead = ReadAhead.begin(BodyDecoder.of(bodyOf(head), settings.get(ConnectionDirectives.LIMIT_REQUEST_BODY)), channel().alloc());
    }

    /** The client has waited with its body, and now somebody here wants the beginning of it. */
    final void readBodyOf(Request head) {
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

    /** httpd: plain HTTP that is not understood is the first host's affair, whatever it asks for. */
    private ServedSite site(Request head) {
        return lost ? firstSite() : wire.site(peer.local(), head.headers().first("Host").map(Authority::host));
    }

    private Optional<Misdirection> misdirection(Request head, ServedSite asked) {
        if (lost) {
            return Optional.of(Misdirection.PLAIN);
        }
        return peer.tls().flatMap(tls -> Misdirection.of(tls.name(),
                head.headers().first("Host"), side(firstSite()), side(asked)));
    }

    private static Misdirection.Side side(ServedSite site) {
        return new Misdirection.Side(site.site().host(), site.tls());
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
    final void refuse(int status, String why) {
        Carrier refusing = carrier;
        if (refusing == null) {
            refusing = new Carrier(wire, this, unread(), firstSite(), headBytes());
            carrier = refusing;
        }
        state = State.EXCHANGE;
        alarm.clear();
        stopStreaming();
        refusing.refuse(status, why);
    }

    /** The exchange is over; another may begin. */
    final void next() {
        forget();
        state = State.HEAD;
    }

    /** The exchange is over, and nothing comes after it. */
    final void last() {
        forget();
        state = State.CLOSING;
    }

    private void forget() {
        carrier = null;
        stopStreaming();
    }

    /** The alarm is not needed while the sockets belong to a tunnel. */
    final void becomesTunnel() {
        alarm.stop();
        forget();
    }

    // ---- events

    @Override
    final boolean wantsMore() {
        return switch (state) {
            case HEAD, BODY_AHEAD -> true;
            // A little may come early: the next request, or the first frames of a tunnel.
            case EXCHANGE -> in().readableBytes() < EARLY_LIMIT;
            case CLOSING -> false;
        };
    }

    @Override
    final void arrived(int bytes) {
        pace.arrived(bytes);
        if (carrier != null) {
            carrier.clientArrived();
        }
    }

    @Override
    final void malformedBody(BodyDecoder.Malformed what) {
        if (carrier != null) {
            carrier.requestBroken(what);
        }
    }

    @Override
    final void inputEndedNow() {
        switch (state) {
            case HEAD, CLOSING -> channel().close();
            case BODY_AHEAD -> bodyEnded();
            case EXCHANGE -> { }
        }
    }

    private void bodyEnded() {
        ReadAhead begun = ahead;
        if (begun != null && begun.endsWithInput()) {
            ahead = null;
            begun.end(trailers());
            start(begun);
        } else {
            refuse(400, "AH01095: the connection ended within the request's body");
        }
    }

    private void waitedTooLong() {
        switch (state) {
            case HEAD -> headTooLate();
            case BODY_AHEAD -> tooSlow();
            case EXCHANGE, CLOSING -> { }
        }
    }

    final void tooSlow() {
        refuse(408, "AH01382: the request came too slowly for RequestReadTimeout");
    }

    @Override
    final void closed() {
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
    final void broken(Throwable cause) {
        wire.broken(cause);
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (carrier != null && channel().isWritable()) {
            carrier.clientWritable();
        }
    }
}
