package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Claim;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ErrorDocument;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.expr.Text;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Octets;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Status;
import dev.culvert.http.Version;
import dev.culvert.proxy.Action.Source;
import dev.culvert.route.Arrival;
import dev.culvert.route.Course;
import dev.culvert.route.Decision;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ReverseMap;
import dev.culvert.route.Scene;
import dev.culvert.route.Target;
import dev.culvert.tls.Misdirection;
import dev.culvert.world.Answers;
import dev.culvert.world.HeldJournal;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import dev.culvert.world.Unanswered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
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
    private final Instant began;
    private final Journal journal;
    private final Answers answers = Answers.none();

    private Request arrived;
    private Scene scene;
    private Supplier<Action> pending = this::route;
    /** The status whose document is being made, if a document of this server is. */
    private OptionalInt documentOf = OptionalInt.empty();
    /** Who answers, if the request is about this server itself. */
    private String operated = "";
    private Optional<Decision.Forward> forward = Optional.empty();
    private Optional<Balancing> balancing = Optional.empty();
    private Ask ask = new Ask.Nothing();
    private final Settling settling = new Settling();
    private Optional<Request> sent = Optional.empty();
    private boolean onKeptConnection;
    private int interims;
    private boolean sentTwice;

    public Exchange(Site site, Request request, Peer peer, InstantSource clock, Journal journal) {
        this.site = site;
        this.arrived = request;
        this.peer = peer;
        this.clock = clock;
        this.began = clock.instant();
        this.journal = journal;
        this.scene = site.router().unmapped(arrival(), answers);
    }

    private Arrival arrival() {
        return new Arrival(arrived, peer, began);
    }

    /** As it came. */
    public Request request() {
        return arrived;
    }

    /** What holds for this request; of its virtual host until it was mapped. */
    public Settings settings() {
        return scene.settings();
    }

    /** Whom the client is, as far as proxies in between are believed. */
    public Peer client() {
        return scene.peer();
    }

    /** The request as far as it has come. */
    public Scene scene() {
        return scene;
    }

    public Optional<Backend> backend() {
        return forward.map(Decision.Forward::backend);
    }

    /** What keeps a balancer's member busy, to be given back when the exchange or its tunnel has ended. */
    public Optional<Claim> claim() {
        return balancing.flatMap(Balancing::claim);
    }

    /** How many tunnels its client may have, this one included; 0 for any number, and where it asks for none. */
    public long tunnelLimit() {
        return ask instanceof Ask.Upgrade ? settings().get(TunnelDirectives.TUNNELS_PER_CLIENT) : 0;
    }

    /** What there is to tell of it, as far as it has come. */
    public Account account() {
        return new Account(site, arrived, scene, backend(), ask, settling);
    }

    // ---- events

    /** How much of the body was read ahead decides how the backend gets it. */
    public void bodyIs(Framing framing) {
        arrived = arrived.framed(framing);
    }

    /** The head has been read, and as much of the body as is read ahead. */
    public Action begin() {
        return decided(this::route);
    }

    /** What was asked with {@link Action.LookUp} has been found out. */
    public <V> Action found(Question<V> question, V answer) {
        answers.put(question, answer);
        return answers.isFull()
                ? builtIn(500, "AH00124: deciding about " + arrived.target() + " asks for more than is good")
                : decided(pending);
    }

    /** The time of an {@link Action.Pause} is over. */
    public Action resumed() {
        return choose(balancing.orElseThrow());
    }

    /** @param octets of the body that {@link Action.ReadForm} asked for */
    public Action formRead(String octets) {
        return operated(octets);
    }

    /** @param kept whether the connection has carried another request before */
    public Action connected(boolean kept) {
        onKeptConnection = kept;
        Decision.Forward to = forward.orElseThrow();
        Request head = new BackendHead(scene, site).make(to.target(), ask, persistence());
        sent = Optional.of(head);
        return new Action.Send(head);
    }

    /** The head of an answer has been read: an interim one or the final one. */
    public Action answered(Response answer) {
        if (answer.status() == 101) {
            return decided(() -> switched(answer));
        }
        if (answer.isInterim()) {
            return interim(answer);
        }
        balancing.ifPresent(members -> members.answered(answer.status()));
        if (arrived.insists() && answer.status() < 300) {
            return failed(new Failure.NotSwitched(answer.status()), false);
        }
        return decided(() -> relay(answer));
    }

    /**
     * @param bodyWhole whether the request's body could be sent again from its first byte
     */
    public Action failed(Failure failure, boolean bodyWhole) {
        boolean diedUnused = failure instanceof Failure.NoAnswer && onKeptConnection && interims == 0;
        if (diedUnused && bodyWhole && isIdempotent()) {
            // The connection had died while nobody used it; the backend has not begun on this request (RFC 9110 §9.2.2).
            sentTwice = true;
            return connect(Source.FRESH);
        }
        settling.failed(failure);
        journal.say(failure.remark(forward.orElseThrow().target()));
        boolean mayBeElsewhere = balancing.isPresent() && balancing.get().failed(failure, ask instanceof Ask.Upgrade) && bodyWhole;
        // A handshake that went out over a connection that died may have been seen: then it is nobody else's.
        if (mayBeElsewhere && !(sentTwice && ask instanceof Ask.Upgrade)) {
            return choose(balancing.get());
        }
        String phrase = failure.reason().isEmpty() ? Status.phrase(failure.status()) : "Proxy Error";
        return decided(() -> page(new Page(failure.status(), phrase, failure.reason(), Headers.NONE)));
    }

    /**
     * The request is not passed on.
     *
     * @param why one log sentence, with httpd's number in front where it has one
     */
    public Action refuse(int status, String why) {
        return refuse(new Decision.Refuse(status, why));
    }

    /** Its connection is not for it. No document is asked for: that would be a way to this host after all. */
    public Action misdirected(Misdirection what) {
        journal.say(what.remark());
        return decided(() -> replies().builtIn(new Page(what.status(), Status.phrase(what.status()), what.reason(), Headers.NONE)));
    }

    // ---- decisions

    /** Decides; where an answer is missing it is asked for, and the same is begun again once it is there. */
    private Action decided(Supplier<Action> decision) {
        pending = decision;
        try {
            return decision.get();
        } catch (Unanswered unanswered) {
            return new Action.LookUp(unanswered.question());
        } catch (Regex.BudgetSpent spent) {
            return builtIn(500, "a rule could not be decided for '" + arrived.target() + "': " + spent.getMessage());
        }
    }

    private Action route() {
        HeldJournal held = new HeldJournal(journal);
        Course course = site.router().route(arrival(), answers, held);
        held.release();
        return follow(course);
    }

    private Action follow(Course course) {
        scene = course.scene();
        leaveMember();
        return switch (course.decision()) {
            case Decision.Refuse refusal -> refuse(refusal);
            case Decision.Local _, Decision.Serve _, Decision.Operate _ when arrived.insists() -> noTunnel();
            case Decision.Redirect(int status, String location) -> replies().redirect(status, location);
            case Decision.Local(int status, Headers headers) -> replies().empty(status, headers);
            case Decision.Serve(var answer) -> replies().serve(answer, documentOf);
            case Decision.Operate(String handler) -> operate(handler);
            case Decision.Balance to -> balance(to);
            case Decision.Forward to -> forward(to);
        };
    }

    /** A success would tell an extended CONNECT that it has its tunnel. */
    private Action noTunnel() {
        return refuse(501, "AH10460: nothing here speaks " + arrived.upgrade().orElse("") + " for " + arrived.target());
    }

    private Action refuse(Decision.Refuse refusal) {
        // httpd: that there is nothing is no error of anybody's.
        say(refusal.status() == 404 ? Level.INFO : Level.ERROR, refusal.module(), refusal.logLine());
        return decided(() -> page(new Page(refusal.status(), Status.phrase(refusal.status()), "", refusal.headers())));
    }

    private void say(Level level, String module, String line) {
        if (!line.isEmpty()) {
            journal.say(new Remark(level, module, Page.numberIn(line), Page.sentenceIn(line)));
        }
    }

    private Action page(Page page) {
        ErrorDocument document = settings().get(CoreDirectives.ERROR_DOCUMENT)
                .getOrDefault(page.status(), new ErrorDocument.BuiltIn());
        return switch (document) {
            case ErrorDocument.Words(Text words) -> replies().text(page, Octets.text(words.of(asked(page))));
            case ErrorDocument.Remote(Text url) -> replies().redirect(302, url.of(asked(page)));
            // A document may change the status, and an extended CONNECT must not take it for its tunnel.
            case ErrorDocument.Local(Text path) when documentOf.isEmpty() && !arrived.insists() -> document(page, path.of(asked(page)));
            case ErrorDocument.BuiltIn(), ErrorDocument.Local _ -> replies().builtIn(page);
        };
    }

    private Scene asked(Page page) {
        scene.status(page.status());
        return scene;
    }

    /** A document of this server, asked for inside; where that is an error too, the page that is made here. */
    private Action document(Page page, String path) {
        documentOf = OptionalInt.of(page.status());
        settling.close();
        return decided(() -> {
            HeldJournal held = new HeldJournal(journal);
            Course course = site.router().inside(scene, path, page.status(), answers, held);
            held.release();
            return course.decision() instanceof Decision.Refuse(int _, String module, String why, var _)
                    ? withoutDocument(page, module, why)
                    : follow(course);
        });
    }

    private Action withoutDocument(Page page, String module, String why) {
        say(Level.ERROR, module, why);
        return replies().builtIn(page);
    }

    /** The page that is made here, whatever the configuration says: for when asking it is what went wrong. */
    private Action builtIn(int status, String why) {
        say(Level.ERROR, "core", why);
        return replies().plain(new Page(status, Status.phrase(status), "", Headers.NONE));
    }

    private Action operate(String handler) {
        operated = handler;
        return scene.request().method().equals("POST") ? new Action.ReadForm(Operations.FORM_BYTES) : operated("");
    }

    private Action operated(String form) {
        Operations.Asked asked = new Operations.Asked(operated, arrived.target(), scene.request(), form, scene.identity(),
                scene.peer(), scene.settings(), scene.user());
        PageQuestion page = new PageQuestion(site.operations(), asked, journal);
        return decided(() -> replies().operated(answers.to(page)));
    }

    private Action balance(Decision.Balance to) {
        Balancing members = new Balancing(to, site.live(to.balancer()), scene, clock, journal);
        balancing = Optional.of(members);
        return choose(members);
    }

    /** What is decided from now on, such as an error's document, is no business of a balancer that was asked before. */
    private void leaveMember() {
        claim().ifPresent(Claim::release);
        balancing = Optional.empty();
    }

    private Action choose(Balancing members) {
        return switch (members.next()) {
            case Balancing.Step.To(var member) -> forward(member);
            case Balancing.Step.Wait(var pause) -> new Action.Pause(pause);
            case Balancing.Step.None(String why) -> refuse(new Decision.Refuse(503, "proxy_balancer", why, Headers.NONE));
        };
    }

    private Action forward(Decision.Forward to) {
        forward = Optional.of(to);
        interims = 0;
        to.remark().ifPresent(text -> say(Level.WARN, "proxy", text));
        if (scene.request().headers().has("Max-Forwards") && !MaxForwards.isLeft(scene.request())) {
            return usedUp();
        }
        // httpd: what is forced to be HTTP/1.0 cannot be upgraded.
        Request asking = isOldHttp() ? scene.request().with(scene.request().headers().toBuilder().remove("Upgrade").build())
                : scene.request();
        return switch (new UpgradeDecision(asking, settings(), to).take(RandomGenerator.getDefault())) {
            // httpd: a WebSocket is passed on as a plain request, and only a success of that is refused.
            case UpgradeDecision.Proceed(Ask.Nothing _) when arrived.insists() && !arrived.asksFor("websocket") -> noTunnel();
            case UpgradeDecision.Proceed(Ask what) -> {
                ask = what;
                yield connect(keepsBackend() ? Source.KEPT_OR_FRESH : Source.FRESH);
            }
            case UpgradeDecision.Required(String protocol) -> upgradeRequired(protocol);
        };
    }

    /** httpd: only what would be passed on is looked at, and the answer is one of the proxy and not of the core. */
    private Action usedUp() {
        say(Level.ERROR, "proxy", "Max-Forwards of " + arrived.method() + " " + arrived.target() + " is used up or no number");
        return page(new Page(400, "Proxy Error", "Max-Forwards is used up or no number", Headers.NONE));
    }

    private Action upgradeRequired(String protocol) {
        say(Level.ERROR, "proxy_wstunnel", "AH02900: a request for " + arrived.target()
                + " asks to upgrade to something other than " + protocol);
        return page(new Page(426, Status.phrase(426), "", Headers.of("Connection", "Upgrade", "Upgrade", protocol)));
    }

    private Action connect(Source source) {
        Decision.Forward to = forward.orElseThrow();
        if (Timing.isOutOfUse(to.backend())) {
            return failed(new Failure.OutOfUse(to.backend()), true);
        }
        return new Action.Connect(to.target(), to.backend(), settings(), Timing.waits(to.backend(), settings()), source,
                serverName(to.target()));
    }

    /** The heart: a tunnel opens only if the backend agreed to exactly what it was asked. */
    private Action switched(Response answer) {
        Optional<Failure> objection = Agreement.objection(sent.orElseThrow(), ask, answer,
                settings().get(CulvertDirectives.VERIFY_ACCEPT));
        if (objection.isPresent()) {
            return failed(objection.get(), false);
        }
        Response head = head().switched(answer);
        if (ask.key().isPresent()) {
            // The proof answers a key the client never saw.
            head = head.with(head.headers().toBuilder().remove("Sec-WebSocket-Accept").build());
        }
        String protocol = answer.headers().first("Upgrade").orElseThrow();
        return new Action.Tunnel(head, protocol, new Action.Limits(Timing.idle(forward.orElseThrow().backend(), settings()),
                scene.environment().has("proxy-nohalfclose") ? Action.HalfClose.ENDS_BOTH : Action.HalfClose.KEPT,
                settings().get(TunnelDirectives.LIFETIME).map(time -> time.draw(RandomGenerator.getDefault())),
                FrameRules.of(settings(), protocol, answer.headers())));
    }

    private Action interim(Response answer) {
        if (++interims > INTERIM_LIMIT) {
            return failed(new Failure.TooManyInterims(INTERIM_LIMIT), false);
        }
        boolean wanted = (answer.status() != 100 || arrived.expectsContinue())
                && !scene.environment().value("proxy-interim-response").filter("Suppress"::equalsIgnoreCase).isPresent();
        return wanted && arrived.version().atLeast(Version.HTTP_1_1)
                ? new Action.Interim(head().interim(answer))
                : new Action.Await();
    }

    private Action relay(Response answer) {
        settling.refused();
        if (settings().get(ProxyDirectives.ERROR_OVERRIDE).replaces(answer.status())) {
            return overridden(answer);
        }
        scene.answered(answer);
        Response head = head().relayed(answer, ReverseMap.of(settings(), scene.environment().snapshot(), site::members));
        return new Action.Relay(answer.status() == 426 ? withOffer(head, answer) : head);
    }

    /** ProxyErrorOverride: the backend's status and phrase, our page; what a 401 asks for has to stay. */
    private Action overridden(Response answer) {
        Headers.Builder kept = Headers.builder();
        if (answer.status() == 401) {
            answer.headers().all("WWW-Authenticate").forEach(challenge -> kept.add("WWW-Authenticate", challenge));
        }
        return page(new Page(answer.status(), answer.reason(), "", kept.build()));
    }

    /** httpd: a backend's 426 keeps its offer if it is one that this mapping could accept. */
    private Response withOffer(Response head, Response answer) {
        Optional<String> offer = answer.headers().first("Upgrade")
                .filter(token -> new UpgradeDecision(scene.request(), settings(), forward.orElseThrow()).allows(token));
        return offer.map(token -> head.with(head.headers().toBuilder().add("Connection", "Upgrade").add("Upgrade", token).build()))
                .orElse(head);
    }

    // ---- what follows

    /** Whether the connection to the backend may carry another request after this one. */
    public boolean keepsBackend() {
        return forward.map(to -> to.backend().reusesConnections()).orElse(false)
                && !scene.environment().has("proxy-nokeepalive") && !isOldHttp();
    }

    private BackendHead.Persistence persistence() {
        if (isOldHttp()) {
            return BackendHead.Persistence.UNSAID;
        }
        return keepsBackend() ? BackendHead.Persistence.KEEP : BackendHead.Persistence.CLOSE;
    }

    private boolean isOldHttp() {
        return scene.environment().has("force-proxy-request-1.0");
    }

    private ClientHead head() {
        return new ClientHead(scene, site, clock);
    }

    private Replies replies() {
        return new Replies(scene, site, clock);
    }

    /** httpd: with ProxyPreserveHost, the name that TLS is about is the client's too. */
    private String serverName(Target target) {
        return settings().get(ProxyDirectives.PRESERVE_HOST)
                ? scene.request().headers().first("Host").map(host -> host.replaceFirst(":\\d+$", "")).orElse(target.host())
                : target.host();
    }

    private boolean isIdempotent() {
        return switch (arrived.method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
