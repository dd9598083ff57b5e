package dev.culvert.route;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Place;
import dev.culvert.expr.Subject;
import dev.culvert.http.Framing;
import dev.culvert.http.Request;
import dev.culvert.rewrite.Self;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where the requests of one virtual host go, in httpd's observable order. Pure: the same request and the same answers of
 * the world give the same course, so whoever lacks an answer may begin again once it is there.
 */
public final class Router {
    /** Look-aheads inside look-aheads. */
    private static final int DEPTH = 5;

    private final VirtualHost host;
    private final Upstreams upstreams;
    private final ProxyMap map;
    private final Self own;
    private final PathRules pathRules;
    private final String product;
    private final Map<String, String> systemEnvironment;

    /** @param product what the Server header says */
    public Router(VirtualHost host, Upstreams upstreams, String product, Map<String, String> systemEnvironment) {
        this.host = host;
        this.upstreams = upstreams;
        this.product = product;
        this.systemEnvironment = Map.copyOf(systemEnvironment);
        this.map = new ProxyMap(host.settings().get(ProxyDirectives.PASSES), upstreams,
                host.settings().get(CoreDirectives.ALLOW_ENCODED_SLASHES));
        this.own = Self.of(host);
        this.pathRules = new PathRules(host.settings().get(CoreDirectives.ALLOW_ENCODED_SLASHES),
                host.settings().get(CoreDirectives.MERGE_SLASHES) ? SlashRuns.MERGED : SlashRuns.KEPT);
    }

    VirtualHost host() {
        return host;
    }

    /** The one that a URL names. */
    public Optional<Balancer> balancer(BackendUrl url) {
        return upstreams.balancers().find(url);
    }

    ProxyMap map() {
        return map;
    }

    /** Tells URLs of this host from those of others. */
    Self own() {
        return own;
    }

    /** Where what a host says of rules stands. */
    Place place() {
        return host.addresses().isEmpty() ? Place.SERVER : Place.VIRTUAL_HOST;
    }

    /** A path of this server that is asked for inside. */
    RequestPath.Path inside(String decoded, Optional<String> query) {
        return RequestPath.Path.inside(decoded, query, pathRules.encodedSlashes());
    }

    PathRules pathRules() {
        return pathRules;
    }

    /** A request of which nothing is known yet but its head. */
    public Scene unmapped(Arrival arrival, Answers answers) {
        return scene(arrival, answers, 0);
    }

    /**
     * @throws dev.culvert.expr.Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if something has to be found out first
     */
    public Course route(Arrival arrival, Answers answers, Journal journal) {
        Scene scene = unmapped(arrival, answers);
        return new Walk(this, scene, journal).fromOutside();
    }

    /**
     * The document of an error, asked for inside.
     *
     * @param failed the request as far as it had come
     * @param uri a path of this server, possibly with a query
     */
    public Course inside(Scene failed, String uri, int status, Answers answers, Journal journal) {
        Request asked = failed.request();
        String method = asked.isHead() ? "HEAD" : "GET";
        Request inner = new Request(method, asked.target(), asked.version(), asked.headers(), Framing.NONE);
        Scene scene = failed.again(inner, answers);
        scene.redirectedInside();
        scene.environment().set("REDIRECT_STATUS", String.valueOf(status));
        return new Walk(this, scene, journal).fromInside(uri);
    }

    /** How a request was mapped that has been routed, told to a person. */
    public Mappings mappings(Scene scene) {
        return Mappings.of(scene, this);
    }

    private Scene scene(Arrival arrival, Answers answers, int depth) {
        Scene.Frame frame = new Scene.Frame(host, product, systemEnvironment, arrival.at(), answers, RandomGenerator.getDefault(),
                uri -> lookAhead(arrival, uri, answers, depth + 1), depth > 0);
        return new Scene(frame, arrival.request(), arrival.peer());
    }

    /** A path that somebody has decoded. */
    private String encoded(String uri) {
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(uri.substring(mark + 1));
        return inside(path, query).raw();
    }

    private Optional<Subject> lookAhead(Arrival arrival, String uri, Answers answers, int depth) {
        if (depth > DEPTH) {
            return Optional.empty();
        }
        Request asked = arrival.request();
        Request inner = new Request("GET", asked.target(), asked.version(), asked.headers(), Framing.NONE);
        Scene scene = scene(new Arrival(inner, arrival.peer(), arrival.at()), answers, depth);
        boolean encoded = uri.chars().allMatch(c -> c > ' ' && c < 0x7f);
        Course course = new Walk(this, scene, Journal.SILENT).fromInside(encoded ? uri : encoded(uri));
        course.scene().status(switch (course.decision()) {
            case Decision.Refuse refusal -> refusal.status();
            case Decision.Redirect redirect -> redirect.status();
            case Decision.Local local -> local.status();
            case Decision.Serve(var answer) -> answer.head().status();
            case Decision.Operate _, Decision.Onward _ -> 200;
        });
        return Optional.of(course.scene());
    }
}
