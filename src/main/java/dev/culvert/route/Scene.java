package dev.culvert.route;

import dev.culvert.config.VirtualHost;
import dev.culvert.config.Whereabouts;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.files.Documents;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.rewrite.Effects;
import dev.culvert.tls.TlsVariables;
import dev.culvert.world.Answers;
import dev.culvert.world.FileQuestion.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One request as far as it has come: what conditions, rules and formats see of it. Belongs to one walk, and after it to
 * the exchange; a walk that is begun again begins with a new one.
 */
public final class Scene implements Subject {

    /** What does not change while a request is decided. */
    record Frame(VirtualHost host, String product, Map<String, String> systemEnvironment, Instant at, Answers answers,
            RandomGenerator random, Function<String, Optional<Subject>> lookAhead, boolean isInner) {}

    private final Frame frame;
    private final String firstLine;
    private final Environment notes = new Environment();
    private Environment environment = new Environment();
    private Request request;
    private Peer peer;
    private Settings settings;
    private String path = "";
    private Optional<String> query = Optional.empty();
    private String file = "";
    private String pathInfo = "";
    private String handler = "";
    private Facts facts = Facts.ABSENT;
    private Whereabouts whereabouts = Whereabouts.at("");
    private Optional<ProxyPass> rule = Optional.empty();
    private final List<String> cookies = new ArrayList<>(0);
    private final Set<String> vary = new LinkedHashSet<>(0);
    private Optional<String> type = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<String> authType = Optional.empty();
    private Optional<Response> response = Optional.empty();
    private int status = 200;

    Scene(Frame frame, Request request, Peer peer) {
        this.frame = frame;
        this.request = request;
        this.peer = peer;
        this.settings = frame.host.settings();
        this.firstLine = request.method() + " " + request.target() + " " + request.version();
    }

    // ---- what is asked

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Optional<Response> response() {
        return response;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Environment notes() {
        return notes;
    }

    @Override
    public Map<String, String> systemEnvironment() {
        return frame.systemEnvironment;
    }

    @Override
    public Answers answers() {
        return frame.answers;
    }

    @Override
    public RandomGenerator random() {
        return frame.random;
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return frame.lookAhead.apply(uri);
    }

    /** httpd: with mod_ssl there, plain variables can be asked for by its syntax too, on any connection. */
    @Override
    public Optional<String> ssl(String name) {
        if (name.equalsIgnoreCase("HTTPS")) {
            return Optional.of(value(Variable.HTTPS));
        }
        Optional<String> ofTls = peer().tls().flatMap(tls -> new TlsVariables(tls, began()).value(name));
        if (ofTls.isPresent()) {
            return ofTls;
        }
        return Variable.named(name).map(this::value).filter(value -> !value.isEmpty()).or(() -> environment.value(name));
    }

    @Override
    public String value(Variable variable) {
        return new SceneValues(this).of(variable);
    }

    // ---- what is known of it

    /** What holds for it, as far as it has come. */
    public Settings settings() {
        return settings;
    }

    /** What holds for its virtual host, whatever section covers it. */
    public Settings server() {
        return frame.host.settings();
    }

    /** When its head had been read. */
    public Instant began() {
        return frame.at;
    }

    /** Where it comes from, as far as proxies in between are believed. */
    public Peer peer() {
        return peer;
    }

    public Identity identity() {
        return Identity.of(request, peer, frame.host, settings);
    }

    /** Who it is, once a password was checked. */
    public Optional<String> user() {
        return user;
    }

    VirtualHost host() {
        return frame.host;
    }

    /** Decoded, and rewritten as far as that has come. */
    String path() {
        return path;
    }

    Optional<String> query() {
        return query;
    }

    /** The file it was mapped to, or {@code proxy:} and where it is sent. */
    public String file() {
        return file;
    }

    /** What of the path lies behind the file. */
    String pathInfo() {
        return pathInfo;
    }

    /** Who makes the answer, in httpd's words; empty for a file. */
    public String handler() {
        return handler;
    }

    /** The same request once more, with what is known of it and nothing of where it went. */
    Scene again(Request asked, Answers answers) {
        Frame same = new Frame(frame.host, frame.product, frame.systemEnvironment, frame.at, answers, frame.random,
                frame.lookAhead, frame.isInner);
        Scene scene = new Scene(same, asked, peer);
        scene.environment = new Environment(environment.snapshot());
        scene.user = user;
        scene.authType = authType;
        return scene;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    /** The rule that mapped it to a backend, if one did. */
    public Optional<ProxyPass> mappedBy() {
        return rule;
    }

    /** What rewrite rules give to the client whatever the answer is, as values of Set-Cookie. */
    public List<String> cookies() {
        return List.copyOf(cookies);
    }

    /** Request headers that the answer depends on. */
    public Set<String> vary() {
        return Collections.unmodifiableSet(vary);
    }

    /** The type that a rule wants the answer to have. */
    public Optional<String> type() {
        return type;
    }

    String firstLine() {
        return firstLine;
    }

    String product() {
        return frame.product;
    }

    Optional<String> authType() {
        return authType;
    }

    int status() {
        return status;
    }

    /** Whether it was mapped to a file that is there. */
    boolean isFile() {
        return facts.isFile();
    }

    // ---- what becomes known

    void stands(Whereabouts at) {
        whereabouts = at;
    }

    void mappedBy(ProxyPass mapping) {
        rule = Optional.of(mapping);
    }

    void affected(Effects effects) {
        cookies.addAll(effects.cookies());
        vary.addAll(effects.vary());
        type = effects.type().or(() -> type);
        effects.handler().ifPresent(name -> handler = name);
    }

    void request(Request edited) {
        request = edited;
    }

    void peer(Peer believed) {
        peer = believed;
    }

    void settings(Settings holding) {
        settings = holding;
    }

    void path(String decoded, Optional<String> asked) {
        path = decoded;
        query = asked;
    }

    void query(Optional<String> rewritten) {
        query = rewritten;
    }

    void mapped(String toFile, String by) {
        file = toFile;
        handler = by;
    }

    void found(Documents.Found there) {
        pathInfo = there.pathInfo();
        facts = there.facts();
    }

    boolean isInner() {
        return frame.isInner;
    }

    /** Whether there would be an answer: a backend, or a file. */
    boolean leadsSomewhere() {
        return status == 200 && (handler.equals(Walk.PROXY) || facts.isFile());
    }

    void authenticated(Optional<String> name, Optional<String> by) {
        user = name;
        authType = by;
    }

    /** httpd: inside, the variables of before are known by names that begin with REDIRECT_. */
    void redirectedInside() {
        Environment before = environment;
        environment = new Environment();
        before.snapshot().forEach((name, value) -> environment.set("REDIRECT_" + name, value));
        file = "";
        handler = "";
        pathInfo = "";
        facts = Facts.ABSENT;
    }

    /** What the client is told, for those who ask afterwards. */
    public void answered(Response head) {
        response = Optional.of(head);
        status = head.status();
    }

    public void status(int code) {
        status = code;
    }
}
