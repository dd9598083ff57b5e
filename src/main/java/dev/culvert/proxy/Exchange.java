package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.CoreDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Status;
import dev.culvert.http.Version;
import dev.culvert.proxy.Action.Source;
import dev.culvert.route.Decision;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.RequestPath;
import dev.culvert.route.ReverseMap;
import dev.culvert.route.Target;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One request, from its head to its outcome, as a conversation: what happened comes in, what to do next goes out. It
 * knows no socket and never waits. Confined to the event loop of its client.
 */
public final class Exchange {
    /** httpd relays ten interim answers and believes no more. */
    private static final int INTERIM_LIMIT = 10;

    private final Site site;
    private final Peer peer;
    private final InstantSource clock;
    private final Consumer<Remark> remarks;
    private final Map<String, String> env = Map.of();

    private Request request;
    private Settings settings;
    private Optional<Decision.Forward> forward = Optional.empty();
    private Ask ask = new Ask.Nothing();
    private Optional<Request> sent = Optional.empty();
    private boolean onKeptConnection;
    private int interims;

    public Exchange(Site site, Request request, Peer peer, InstantSource clock, Consumer<Remark> remarks) {
        this.site = site;
        this.request = request;
        this.peer = peer;
        this.clock = clock;
        this.remarks = remarks;
        this.settings = site.host().settings();
    }

    public Request request() {
        return request;
    }

    /** What holds for this request; of its virtual host until it was mapped. */
    public Settings settings() {
        return settings;
    }

    public Optional<Backend> backend() {
        return forward.map(Decision.Forward::backend);
    }

    // ---- events

    /** How much of the body was read ahead decides how the backend gets it. */
    public void bodyIs(Framing framing) {
        request = new Request(request.method(), request.target(), request.version(), request.headers(), framing);
    }

    /** The head has been read, and as much of the body as is read ahead. */
    public Action begin() {
        return switch (RequestPath.of(request, site.pathRules())) {
            case RequestPath.Refused refused -> refuse(refused.status(), refused.logLine());
            case RequestPath.Path path -> decide(path);
        };
    }

    /** @param kept whether the connection has carried another request before */
    public Action connected(boolean kept) {
        onKeptConnection = kept;
        Decision.Forward to = forward.orElseThrow();
        Request head = new BackendHead(request, settings, site, peer).make(to.target(), ask, persistence(to.backend()));
        sent = Optional.of(head);
        return new Action.Send(head);
    }

    /** The head of an answer has been read: an interim one or the final one. */
    public Action answered(Response answer) {
        if (answer.status() == 101) {
            return switched(answer);
        }
        return answer.isInterim() ? interim(answer) : relay(answer);
    }

    /**
     * @param bodyWhole whether the request's body could be sent again from its first byte
     */
    public Action failed(Failure failure, boolean bodyWhole) {
        boolean diedUnused = failure instanceof Failure.NoAnswer && onKeptConnection && interims == 0;
        if (diedUnused && bodyWhole && isIdempotent()) {
            // The connection had died while nobody used it; the backend has not begun on this request (RFC 9110 §9.2.2).
            return connect(Source.FRESH);
        }
        Target target = forward.orElseThrow().target();
        remarks.accept(failure.remark(target));
        String phrase = failure.reason().isEmpty() ? Status.phrase(failure.status()) : "Proxy Error";
        return new Replies(this, clock, site).page(failure.status(), phrase, failure.reason());
    }

    /** What the access log, and whoever counts, is told. */
    public Outcome ended(Ending ending) {
        return new Outcome(request, site.serverName(), canonicalPort(), peer.address(), peer.local(),
                ending.sent().status(), ending.sent().headers(), ending.bodyBytes(), ending.received(), ending.delivered(),
                ending.started(), ending.took(), ending.reuse(), ending.keptAlive(),
                forward.map(to -> to.target().url()), env);
    }

    // ---- decisions

    private Action decide(RequestPath.Path path) {
        Settings located = site.host().settingsFor(path.decoded());
        settings = located;
        if (request.method().equals("TRACE") && located.get(CoreDirectives.TRACE_ENABLE) == CoreDirectives.Trace.OFF) {
            return refuse(405, "AH01238: TRACE, and TraceEnable is Off");
        }
        if (request.headers().has("Expect") && !BackendHead.expectsContinue(request)) {
            return refuse(417, "the only expectation that can be met is 100-continue");
        }
        return switch (site.router().decide(path, request, located, env)) {
            case Decision.Refuse(int status, String why) -> refuse(status, why);
            case Decision.Local(int status) -> new Replies(this, clock, site).empty(status);
            case Decision.Forward to -> forward(path, to);
        };
    }

    private Action forward(RequestPath.Path path, Decision.Forward to) {
        settings = site.host().settingsFor(path.decoded(), to.target().url());
        forward = Optional.of(to);
        to.remark().ifPresent(text -> remarks.accept(
                new Remark(Level.WARN, "proxy", Replies.numberIn(text), Replies.sentenceIn(text))));
        if (request.headers().has("Max-Forwards") && !MaxForwards.isLeft(request)) {
            return usedUp();
        }
        return switch (new UpgradeDecision(request, settings, to).take(RandomGenerator.getDefault())) {
            case UpgradeDecision.Proceed(Ask what) -> {
                ask = what;
                yield connect(to.backend().reusesConnections() ? Source.KEPT_OR_FRESH : Source.FRESH);
            }
            case UpgradeDecision.Required(String protocol) -> upgradeRequired(protocol);
        };
    }

    /** httpd: only what would be passed on is looked at, and the answer is one of the proxy and not of the core. */
    private Action usedUp() {
        String why = "Max-Forwards of " + request.method() + " " + request.target() + " is used up or no number";
        remarks.accept(Remark.error("proxy", "", why));
        return new Replies(this, clock, site).page(400, "Proxy Error", "Max-Forwards is used up or no number");
    }

    private Action upgradeRequired(String protocol) {
        remarks.accept(Remark.error("proxy_wstunnel", "AH02900", "a request for " + request.target()
                + " asks to upgrade to something other than " + protocol));
        return new Replies(this, clock, site).upgradeRequired(protocol);
    }

    private Action connect(Source source) {
        Decision.Forward to = forward.orElseThrow();
        if (isOutOfUse(to.backend())) {
            return failed(new Failure.OutOfUse(to.backend()), true);
        }
        return new Action.Connect(to.target(), to.backend(), settings, waits(to.backend()), source, serverName(to.target()));
    }

    /** The heart: a tunnel opens only if the backend agreed to exactly what it was asked. */
    private Action switched(Response answer) {
        Optional<Failure> objection = Agreement.objection(sent.orElseThrow(), ask, answer,
                settings.get(CulvertDirectives.VERIFY_ACCEPT));
        if (objection.isPresent()) {
            return failed(objection.get(), false);
        }
        Response head = head().interim(answer);
        if (ask.key().isPresent()) {
            // The proof answers a key the client never saw.
            head = head.with(head.headers().toBuilder().remove("Sec-WebSocket-Accept").build());
        }
        return new Action.Tunnel(head, answer.headers().first("Upgrade").orElseThrow(), new Action.Limits(idle()));
    }

    private Action interim(Response answer) {
        if (++interims > INTERIM_LIMIT) {
            return failed(new Failure.TooManyInterims(INTERIM_LIMIT), false);
        }
        boolean wanted = answer.status() != 100 || BackendHead.expectsContinue(request);
        return wanted && request.version().atLeast(Version.HTTP_1_1)
                ? new Action.Interim(head().interim(answer))
                : new Action.Await();
    }

    private Action relay(Response answer) {
        if (settings.get(ProxyDirectives.ERROR_OVERRIDE).replaces(answer.status())) {
            return new Replies(this, clock, site).overriding(answer);
        }
        Response head = head().relayed(answer, ReverseMap.of(settings, env), self());
        return new Action.Relay(answer.status() == 426 ? withOffer(head, answer) : head);
    }

    /** httpd: a backend's 426 keeps its offer if it is one that this mapping could accept. */
    private Response withOffer(Response head, Response answer) {
        Optional<String> offer = answer.headers().first("Upgrade")
                .filter(token -> new UpgradeDecision(request, settings, forward.orElseThrow()).allows(token));
        return offer.map(token -> head.with(head.headers().toBuilder().add("Connection", "Upgrade").add("Upgrade", token).build()))
                .orElse(head);
    }

    /**
     * The request is not passed on.
     *
     * @param why one log sentence, with httpd's number in front where it has one
     */
    public Action refuse(int status, String why) {
        remarks.accept(Remark.error("core", Replies.numberIn(why), Replies.sentenceIn(why)));
        return new Replies(this, clock, site).page(status, Status.phrase(status), "");
    }

    // ---- what follows from the settings

    ClientHead head() {
        return new ClientHead(request, settings, site, clock);
    }

    /** The scheme, host and port by which the client knows this server. */
    private String self() {
        return peer.scheme() + "://" + request.headers().first("Host").orElse(site.serverName());
    }

    /** httpd: with ProxyPreserveHost, the name that TLS is about is the client's too. */
    private String serverName(Target target) {
        return settings.get(ProxyDirectives.PRESERVE_HOST)
                ? request.headers().first("Host").map(host -> host.replaceFirst(":\\d+$", "")).orElse(target.host())
                : target.host();
    }

    private static boolean isOutOfUse(Backend backend) {
        Set<WorkerStatus> status = backend.parameters().get(WorkerParameters.STATUS);
        return status.contains(WorkerStatus.DISABLED) || status.contains(WorkerStatus.STOPPED);
    }

    private BackendHead.Persistence persistence(Backend backend) {
        return backend.reusesConnections() ? BackendHead.Persistence.KEEP : BackendHead.Persistence.CLOSE;
    }

    private Action.Waits waits(Backend backend) {
        Duration answer = backendTimeout(backend);
        return new Action.Waits(backend.parameters().get(WorkerParameters.CONNECTION_TIMEOUT).orElse(answer), answer);
    }

    private Duration backendTimeout(Backend backend) {
        return backend.parameters().get(WorkerParameters.TIMEOUT)
                .or(() -> settings.get(ProxyDirectives.TIMEOUT))
                .orElse(settings.get(ConnectionDirectives.TIMEOUT));
    }

    /** httpd: the longer of the client's and the backend's timeout. Ours: what a worker itself says is what holds. */
    private Duration idle() {
        Duration client = settings.get(ConnectionDirectives.TIMEOUT);
        Backend backend = forward.orElseThrow().backend();
        Duration behind = backendTimeout(backend);
        boolean said = backend.parameters().get(WorkerParameters.TIMEOUT).isPresent();
        return said || behind.compareTo(client) > 0 ? behind : client;
    }

    private boolean isIdempotent() {
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
            default -> false;
        };
    }

    /** httpd, UseCanonicalName Off: the port of the Host header, else of ServerName, else the scheme's own. */
    int canonicalPort() {
        String host = request.headers().first("Host").orElse("");
        int colon = host.indexOf(':', host.indexOf(']') + 1);
        int own = peer.scheme().equals("https") ? 443 : 80;
        return colon < 0 ? site.port().orElse(own) : Integer.parseInt(host.substring(colon + 1));
    }
}
