package dev.culvert;

import dev.culvert.CommandLine.Task;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.HostTable;
import dev.culvert.config.ScopedSection;
import dev.culvert.config.VirtualHost;
import dev.culvert.config.Whereabouts;
import dev.culvert.expr.Environment;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Tls;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Exchange;
import dev.culvert.proxy.Operations;
import dev.culvert.proxy.Site;
import dev.culvert.route.Mappings;
import dev.culvert.route.Router;
import dev.culvert.tls.Engine;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would become of a request, and why: the exchange is held as ever, and nothing of it is carried out. */
final class Explanation implements Journal {
    private final Configuration configuration;
    private final Task.Explain question;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Remark> said = new ArrayList<>();

    Explanation(Configuration configuration, Task.Explain question, PrintStream out, PrintStream err) {
        this.configuration = configuration;
        this.question = question;
        this.out = out;
        this.err = err;
    }

    @Override
    public void say(Remark remark) {
        said.add(remark);
    }

    /** Each step of the rules, but not the innards of each. */
    @Override
    public boolean wants(Level level, String module) {
        return level.compareTo(Level.TRACE4) <= 0;
    }

    int print() {
        try {
            InetSocketAddress local = local();
            HostTable table = configuration.hostsAt(local);
            Request request = request(table);
            VirtualHost host = table.select(request.headers().first("Host").map(Explanation::nameIn));
            explain(host, request, peer(local, table, request));
            return 0;
        } catch (UnknownHostException | IllegalArgumentException e) {
            err.println("culvert: " + e.getMessage());
            return 1;
        }
    }

    /** With TLS where the first host of the address speaks it, as a client would have agreed that came for this one. */
    private Peer peer(InetSocketAddress local, HostTable table, Request request) throws UnknownHostException {
        Peer plain = new Peer(client(), local);
        Optional<String> name = request.headers().first("Host").map(Explanation::nameIn);
        return Engine.isOn(table.select(Optional.empty()))
                ? plain.secured(new Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", name, "", false, List.of(), List.of(), "NONE"))
                : plain;
    }

    // ---- what was asked

    private InetSocketAddress local() throws UnknownHostException {
        if (question.at().isPresent()) {
            String at = question.at().get();
            int colon = at.lastIndexOf(':');
            if (colon < 0 || !at.substring(colon + 1).matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("expected ADDRESS:PORT after --at, but was '" + at + "'");
            }
            return new InetSocketAddress(address(at.substring(0, colon)), Integer.parseInt(at.substring(colon + 1)));
        }
        InetSocketAddress first = configuration.listens().stream().findFirst().map(listen -> listen.address())
                .orElseGet(() -> new InetSocketAddress(80));
        return first.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), first.getPort())
                : first;
    }

    private InetSocketAddress client() throws UnknownHostException {
        return new InetSocketAddress(address(question.from().orElse("192.0.2.1")), 50_000);
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        if (!literal.matches("[0-9.]+|\\[?[0-9A-Fa-f:.]+]?")) {
            throw new IllegalArgumentException("expected an IP address, but was '" + literal + "'");
        }
        return InetAddress.getByName(literal);
    }

    private Request request(HostTable table) {
        String[] words = question.request().strip().split("\\s+", -1);
        if (words.length < 2) {
            throw new IllegalArgumentException("expected a method and a path, such as 'GET /', but was '" + question.request() + "'");
        }
        Headers.Builder headers = Headers.builder();
        question.headers().forEach(line -> add(line, headers));
        Headers said = headers.build();
        if (!said.has("Host")) {
            said = Headers.builder().add("Host", table.first().name()).addAll(said).build();
        }
        if (said.has("Upgrade") && !said.has("Connection")) {
            // Nobody who asks about an upgrade means one that is not asked for.
            said = said.toBuilder().add("Connection", "Upgrade").build();
        }
        return new Request(words[0], words[1], Version.HTTP_1_1, said, Framing.NONE);
    }

    private static void add(String line, Headers.Builder headers) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("expected 'Name: value' after -H, but was '" + line + "'");
        }
        headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private static String nameIn(String authority) {
        return authority.startsWith("[") ? authority.substring(1, Math.max(1, authority.indexOf(']'))) : authority.replaceFirst(":.*", "");
    }

    // ---- what becomes of it

    private void explain(VirtualHost host, Request request, Peer peer) {
        out.println(request.method() + " " + request.target() + " from " + peer.ip() + " to " + Peer.ip(peer.local()) + ":"
                + peer.local().getPort());
        section("virtual host", host.equals(configuration.main())
                ? List.of("the main server, " + host.name())
                : List.of(host.name() + ", " + host.position()));
        Upstreams upstreams = Backends.of(configuration, host, _ -> { });
        String product = configuration.main().settings().get(CoreDirectives.SERVER_TOKENS).header(dev.culvert.Version.number());
        Router router = new Router(host, upstreams, product, System.getenv());
        Site site = new Site(host, router, product, new LiveBalancers(new LiveBackends(), InstantSource.system(), new Heartbeats(0)),
                (_, _) -> new Operations.Answer(200, Headers.NONE, "text/html; charset=utf-8", ""));
        Exchange exchange = new Exchange(site, request, peer, InstantSource.system(), this);
        Action action = untilKnown(exchange, exchange.begin());
        Mappings mappings = router.mappings(exchange.scene());
        section("sections", sections(host, mappings.at()));
        section("rules", said.stream().filter(remark -> remark.module().equals("rewrite")).map(Explanation::line).toList());
        section("mapping", mappings.lines());
        section("log", said.stream().filter(remark -> !remark.module().equals("rewrite")).map(Explanation::line).toList());
        outcome(exchange, action);
    }

    private static Action untilKnown(Exchange exchange, Action first) {
        Action action = first;
        while (action instanceof Action.LookUp(Question<?> question)) {
            action = answered(exchange, question);
        }
        return action;
    }

    /** Files are looked at and passwords checked; names are not looked up, since that would ask the network. */
    private static <V> Action answered(Exchange exchange, Question<V> question) {
        return exchange.found(question, question.withoutNetwork());
    }

    private static List<String> sections(VirtualHost host, Whereabouts at) {
        return host.covering(at).stream().map((ScopedSection section) -> section + "  " + section.at()).toList();
    }

    private static String line(Remark remark) {
        String number = remark.number().isEmpty() ? "" : remark.number() + ": ";
        return remark.level().compareTo(Level.DEBUG) > 0 ? remark.text() : "[" + remark.module() + ":" + remark.level() + "] " + number
                + remark.text();
    }

    private void outcome(Exchange exchange, Action action) {
        switch (action) {
            case Action.Connect connect -> {
                String worker = connect.backend().name();
                List<String> lines = new ArrayList<>(List.of(connect.target().url(),
                        worker.equals("*") ? "no ProxyPass or <Proxy> names it: its connections are used once" : "worker " + worker,
                        "connects within " + connect.waits().connect().toMillis() + " ms, waits "
                                + connect.waits().answer().toMillis() + " ms for an answer"));
                lines.addAll(choice(exchange.scene().environment()));
                section("backend", lines);
                if (exchange.connected(false) instanceof Action.Send(Request head)) {
                    section("what the backend gets", head(head.method() + " " + head.target() + " " + head.version(), head.headers()));
                }
            }
            case Action.Reply reply -> section("answer from here", answer(reply.head()));
            case Action.Serve serve -> {
                section("file", List.of(serve.file().toString()));
                section("answer from here", answer(serve.head()));
            }
            case Action.ReadForm _ -> section("answer from here", List.of("what the form's fields ask for"));
            case Action.Pause _ -> section("answer from here", List.of("none yet: no member of the balancer is usable"));
            case Action.Send _, Action.Interim _, Action.Await _, Action.Tunnel _, Action.Relay _, Action.LookUp _ ->
                    throw new IllegalStateException("no backend was asked: " + action);
        }
    }

    /** Why it is this member of a balancer. */
    private static List<String> choice(Environment variables) {
        Optional<String> balancer = variables.value("BALANCER_NAME");
        String why = variables.value("BALANCER_SESSION_ROUTE")
                .map(route -> variables.has("BALANCER_ROUTE_CHANGED")
                        ? "the client's route '" + route + "' leads to no usable member, so it is chosen freely"
                        : "the client's route '" + route + "' leads to it")
                .orElse("chosen freely, with all members idle and as the configuration has them");
        return balancer.map(name -> "a member of " + name + ": " + why).stream().toList();
    }

    private static List<String> answer(Response head) {
        return head(head.version() + " " + head.status() + " " + head.reason(), head.headers());
    }

    private static List<String> head(String first, Headers headers) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    private void section(String title, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            out.println(String.format("%-22s", i == 0 ? title : "") + lines.get(i));
        }
    }
}
