package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.balance.CheckCondition;
import dev.culvert.balance.CheckMethod;
import dev.culvert.balance.HealthCheck;
import dev.culvert.balance.Scheme;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.route.Target;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One health check as a conversation: what to ask a backend, and what to make of what it says. It knows no socket. */
public final class Checkup {
    /** Bytes of an answer's body that are read; what comes behind them counts as well and is not looked at. */
    public static final int BODY_LIMIT = 64 * 1024;

    /** What came of it, as far as it has come. */
    public sealed interface Finding {}

    /** It is over. */
    public record Verdict(boolean isWell, String words) implements Finding {}

    /** The head is all there is: {@link #judge} it. */
    public record Judges(Response answer) implements Finding {}

    /** The answer's body takes part: {@link #judge} both. */
    public record ReadsBody(Response answer) implements Finding {}

    /** Both sides speak WebSocket now: a ping must be answered, and {@link #judge} comes after it. */
    public record Pings(Response answer) implements Finding {}

    private final Backend backend;
    private final HealthCheck check;
    private final Settings settings;
    private final Scheme scheme;
    private final Request question;

    /** @param settings of the server whose balancer it is, for timeouts and TLS */
    public Checkup(Backend backend, HealthCheck check, Settings settings, RandomGenerator random) {
        this.backend = backend;
        this.check = check;
        this.settings = settings;
        this.scheme = Scheme.of(backend.scheme()).orElse(Scheme.HTTP);
        this.question = question(random);
    }

    // ---- the question

    /** A connection of its own: it is no use to know that a kept one works, and it takes no place that max= counts. */
    public Action.Connect connect() {
        Backend uncounted = new Backend(backend.balancer(), backend.url(), backend.kind(),
                backend.parameters().put(WorkerParameters.MAX, 0));
        return new Action.Connect(target(), uncounted, settings, Timing.waits(backend, settings), Action.Source.FRESH, host());
    }

    /** httpd: TCP asks for no more than a connection, also where TLS would come next. */
    private Target target() {
        boolean plain = check.method() == CheckMethod.TCP && scheme.isTls();
        Target whole = Target.of(backend.url(), scheme, path());
        return plain ? new Target(Scheme.WS, whole.host(), whole.port(), whole.unixSocket(), whole.pathAndQuery()) : whole;
    }

    private String host() {
        return Target.of(backend.url(), scheme, "").host();
    }

    /** What to send; nothing where a connection is all there is to ask for. */
    public Optional<Request> question() {
        return check.method() == CheckMethod.TCP ? Optional.empty() : Optional.of(question);
    }

    private Request question(RandomGenerator random) {
        // httpd: the port is always written.
        String authority = backend.host() + ":" + backend.port().orElse(scheme.defaultPort());
        Headers headers = check.method() != CheckMethod.WEBSOCKET ? Headers.of("Host", authority) : Headers.of(
                "Host", authority, "Upgrade", "websocket", "Connection", "Upgrade",
                "Sec-WebSocket-Key", Handshake.key(random), "Sec-WebSocket-Version", "13");
        return new Request(check.method().verb(), path(), check.method().isHttp11() ? Version.HTTP_1_1 : Version.HTTP_1_0, headers,
                Framing.NONE);
    }

    /** httpd: writes one slash too many between the two, and no path at all where both are empty. */
    private String path() {
        if (check.method().verb().equals("OPTIONS")) {
            return "*";
        }
        String own = backend.url().path();
        if (own.isEmpty() || check.uri().isEmpty()) {
            return rooted(own + check.uri());
        }
        String trunk = own.endsWith("/") ? own.substring(0, own.length() - 1) : own;
        return rooted(trunk) + rooted(check.uri());
    }

    private static String rooted(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    // ---- the answer

    /** The connection stands, and no question is to be asked. */
    public Verdict connected() {
        return new Verdict(true, "connected");
    }

    public Finding answered(Response answer) {
        return switch (check.method()) {
            case NONE, TCP -> connected();
            case OPTIONS, HEAD, OPTIONS11, HEAD11 -> new Judges(answer);
            case GET, GET11 -> new ReadsBody(answer);
            case WEBSOCKET -> agreed(answer);
        };
    }

    private Finding agreed(Response answer) {
        if (answer.status() != 101) {
            return new Verdict(false, "status " + answer.status() + " to a WebSocket handshake");
        }
        return Agreement.objection(question, new Ask.Upgrade("websocket", Ask.Order.UPGRADE_FIRST, Optional.empty()), answer, true)
                .<Finding>map(objection -> new Verdict(false, words(objection))).orElseGet(() -> new Pings(answer));
    }

    private static String words(Failure objection) {
        return objection instanceof Failure.UnexpectedUpgrade(String got, String expected)
                ? "101 to '" + got + "' instead of '" + expected + "'"
                : "101 with a Sec-WebSocket-Accept that does not belong to the key";
    }

    /** @param body as much of it as was read, one byte per char */
    public Verdict judge(Response answer, String body) {
        return check.condition().map(condition -> judge(condition, answer, body)).orElseGet(() -> {
            boolean expected = answer.status() == 101 && check.method() == CheckMethod.WEBSOCKET;
            return new Verdict(expected || (answer.status() >= 200 && answer.status() < 400), "status " + answer.status());
        });
    }

    private Verdict judge(CheckCondition condition, Response answer, String body) {
        try {
            boolean holds = condition.expression().holds(new CheckSubject(question, answer, body));
            return new Verdict(holds, "status " + answer.status() + ", " + condition.name() + (holds ? " holds" : " does not hold"));
        } catch (Regex.BudgetSpent _) {
            return new Verdict(false, "status " + answer.status() + ", " + condition.name() + " could not be decided in time");
        }
    }

    /** Whether judging may have to wait for files, and so must not be done on an event loop. */
    public boolean mayWait() {
        return check.condition().isPresent();
    }

    // ---- what goes wrong

    public Verdict failed(Failure failure) {
        return new Verdict(false, failure.remark(target()).text());
    }

    /** @param what is wrong with the answer after its head */
    public Verdict failed(String what) {
        return new Verdict(false, what);
    }

    public HealthCheck check() {
        return check;
    }

    @Override
    public String toString() {
        return check.method() + " " + backend.name();
    }
}
