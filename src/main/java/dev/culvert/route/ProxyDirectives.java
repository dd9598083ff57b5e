package dev.culvert.route;

import static dev.culvert.directive.Place.LOCATION;
import static dev.culvert.directive.Place.PROXY;
import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.Numbers;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directives of mod_proxy. */
public final class ProxyDirectives {
    public static final Family FAMILY = Family.of("mod_proxy")
            .without("NoProxy", "it makes exceptions for forward proxies and parent proxies, and here is neither")
            .without("ProxyDomain", "it completes host names for forward proxies, and this is none")
            .without("AllowCONNECT", "only a forward proxy is asked to CONNECT, and this is none");

    /** Two spellings, one order: the first match wins across both. */
    public static final Setting<List<ProxyPass>> PASSES =
            FAMILY.gathering("ProxyPass", List.<ProxyPass>of(), (args, soFar) -> added(soFar, ProxyPass.prefix(args)))
                    .also("ProxyPassMatch", (args, soFar) -> added(soFar, ProxyPass.pattern(args)))
                    .in(SERVER, VIRTUAL_HOST, LOCATION)
                    .merged(ProxyDirectives::merged)
                    .doc("Maps part of the URL space to a backend, or with ! to none.");

    public static final Setting<List<ReverseRule>> REVERSES = FAMILY.list("ProxyPassReverse", ReverseRule::location)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .doc("Turns a backend's URL in Location and similar headers into one of this server.");

    public static final Setting<List<ReverseRule>> COOKIE_DOMAINS =
            FAMILY.list("ProxyPassReverseCookieDomain", ReverseRule::cookie)
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .doc("Replaces the domain of a backend's cookies.");

    public static final Setting<List<ReverseRule>> COOKIE_PATHS =
            FAMILY.list("ProxyPassReverseCookiePath", ReverseRule::cookie)
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .doc("Replaces the path of a backend's cookies.");

    public static final Setting<Boolean> PRESERVE_HOST = flag("ProxyPreserveHost").initially(false)
            .doc("Whether the backend sees the client's Host header instead of its own name.");

    public static final Setting<Boolean> ADD_HEADERS = flag("ProxyAddHeaders").initially(true)
            .doc("Whether the backend is told about the client in X-Forwarded-For, -Host and -Server.");

    public static final Setting<Boolean> EXPECT_CONTINUE = flag("Proxy100Continue").initially(true)
            .doc("Whether a client's Expect: 100-continue is passed on to the backend.");

    public static final Setting<Boolean> INTERPOLATE_ENV = flag("ProxyPassInterpolateEnv").initially(false)
            .doc("Whether rules with the word interpolate may use variables of the request.");

    public static final Setting<ErrorOverride> ERROR_OVERRIDE = FAMILY.value("ProxyErrorOverride", ErrorOverride::read)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(ErrorOverride.OFF)
            .merged((outer, inner, _) -> ErrorOverride.merge(outer, inner))
            .doc("Whether this server's error pages take the place of the backend's.");

    public static final Setting<Via> VIA = FAMILY.value("ProxyVia", oneOf(Via.class))
            .in(SERVER, VIRTUAL_HOST).initially(Via.OFF)
            .doc("Whether requests and responses are marked in their Via headers.");

    public static final Setting<BadHeader> BAD_HEADER = FAMILY.value("ProxyBadHeader", oneOf(BadHeader.class))
            .in(SERVER, VIRTUAL_HOST).initially(BadHeader.IS_ERROR)
            .doc("What to make of a line in a backend's head that is no header.");

    public static final Setting<StatusDetail> STATUS = FAMILY.value("ProxyStatus", oneOf(StatusDetail.class))
            .in(SERVER, VIRTUAL_HOST).initially(StatusDetail.OFF)
            .doc("How much the status page tells about backends.");

    public static final Setting<Optional<Duration>> TIMEOUT = FAMILY.optional("ProxyTimeout", ProxyDirectives::seconds)
            .in(SERVER, VIRTUAL_HOST)
            .doc("How long a backend may be silent; Timeout if unset.");

    public static final Setting<Optional<Integer>> MAX_FORWARDS = FAMILY.value("ProxyMaxForwards", ProxyDirectives::maxForwards)
            .in(SERVER, VIRTUAL_HOST).initially(Optional.empty())
            .doc("The Max-Forwards header of requests that have none; a negative number adds none.");

    public static final Setting<Integer> IO_BUFFER_SIZE = FAMILY.value("ProxyIOBufferSize", ProxyDirectives::ioBuffer)
            .in(SERVER, VIRTUAL_HOST).initially(8192)
            .doc("Bytes read at a time, at least 8192.");

    public static final Setting<Integer> RECEIVE_BUFFER_SIZE =
            FAMILY.value("ProxyReceiveBufferSize", args -> only(args, WorkerParameters.bufferSize(args)))
                    .in(SERVER, VIRTUAL_HOST).initially(0)
                    .doc("Bytes that the system may hold for a backend connection; 0 leaves it to the system.");

    public static final Setting<Optional<InetAddress>> SOURCE_ADDRESS =
            FAMILY.optional("ProxySourceAddress", ProxyDirectives::address)
                    .in(SERVER, VIRTUAL_HOST)
                    .doc("The local address that connections to backends come from.");

    public static final Setting<Boolean> REQUESTS = FAMILY.value("ProxyRequests", ProxyDirectives::off)
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether clients may ask for any URL at all; only Off is possible here.");

    public static final Setting<Boolean> PASS_INHERIT = FAMILY.flag("ProxyPassInherit")
            .in(SERVER, VIRTUAL_HOST).initially(true)
            .doc("Accepted; as in httpd, a virtual host has the main server's rules all the same.");

    public static final Setting<Boolean> BALANCER_INHERIT = FAMILY.flag("BalancerInherit")
            .in(SERVER, VIRTUAL_HOST).initially(true)
            .doc("Accepted; as in httpd, a virtual host has the main server's balancers all the same.");

    public static final Setting<Integer> BALANCER_GROWTH = FAMILY.value("BalancerGrowth", args -> only(args,
                    Numbers.between(args, 0, 1000, "a whole number between 0 and 1000")))
            .in(SERVER, VIRTUAL_HOST).initially(5)
            .doc("Accepted: how many balancers could be added while the server runs; what adds members is growth=.");

    public static final Setting<Boolean> BALANCER_PERSIST = FAMILY.flag("BalancerPersist")
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether what a balancer manager changes holds across restarts.");

    public static final Setting<List<BackendDirective>> SETS = FAMILY.list("ProxySet", BackendLines::proxySet)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .doc("Changes the parameters of a backend that a rule defined, or of the one its <Proxy> section is about.");

    static final Setting<List<BackendDirective>> MEMBERS = FAMILY.list("BalancerMember", BackendLines::member)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .doc("Adds a backend to a balancer.");

    static final Setting<Boolean> REMOTE = refused("ProxyRemote", "requests cannot be sent through another proxy")
            .also("ProxyRemoteMatch", (args, _) -> refuse(args, "requests cannot be sent through another proxy"))
            .in(SERVER, VIRTUAL_HOST)
            .doc("Sends requests through another proxy; not supported.");

    static final Setting<Boolean> BLOCK = refused("ProxyBlock", "it would let through what it is there to block;"
            + " leave out the rules for those hosts instead")
            .in(SERVER, VIRTUAL_HOST)
            .doc("Blocks backends by host; not supported, and so refused.");

    private ProxyDirectives() {}

    /** What the rules and ProxySets of the main server or of a section make of backends; see {@link BackendDirective#ordered}. */
    public static List<BackendDirective> backends(Settings own) {
        return backends(own.get(PASSES), own.get(SETS), own.get(MEMBERS));
    }

    /** The same for a virtual host, whose settings begin with those of the main server. */
    public static List<BackendDirective> backends(Settings host, Settings main) {
        return backends(own(host.get(PASSES), main.get(PASSES)), own(host.get(SETS), main.get(SETS)),
                own(host.get(MEMBERS), main.get(MEMBERS)));
    }

    private static <E> List<E> own(List<E> all, List<E> inherited) {
        return all.subList(inherited.size(), all.size());
    }

    private static List<BackendDirective> backends(List<ProxyPass> rules, List<BackendDirective> sets, List<BackendDirective> members) {
        return Stream.of(rules.stream().flatMap(rule -> rule.definition().stream()), sets.stream(), members.stream())
                .<BackendDirective>flatMap(lines -> lines).toList();
    }

    private static List<ProxyPass> added(List<ProxyPass> soFar, ProxyPass rule) {
        return rule.place().isSection() ? List.of(rule) : Family.concat(soFar, List.of(rule));
    }

    /** httpd: servers put their lists together, the main server's first; of the sections, the last one wins. */
    private static List<ProxyPass> merged(List<ProxyPass> outer, List<ProxyPass> inner, Place inside) {
        return inside.isSection() ? inner : Family.concat(outer, inner);
    }

    private static Setting.Draft<Boolean> flag(String name) {
        return FAMILY.flag(name).in(SERVER, VIRTUAL_HOST).inSections();
    }

    private static Setting.Draft<Boolean> refused(String name, String why) {
        return FAMILY.value(name, args -> refuse(args, why)).initially(false);
    }

    private static boolean refuse(Args args, String why) {
        throw args.error(args.name() + " is not supported: " + why);
    }

    private static <E extends Enum<E>> Function<Args, E> oneOf(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        String expected = all.stream().map(Enum::toString).collect(Collectors.joining(" | "));
        return args -> {
            String word = args.next("one of " + expected);
            args.end();
            return all.stream().filter(value -> value.toString().equalsIgnoreCase(word)).findFirst().orElseThrow(() ->
                    args.error(args.name() + " expects one of " + expected + ", but was '" + word + "'"));
        };
    }

    private static <V> V only(Args args, V value) {
        args.end();
        return value;
    }

    private static Duration seconds(Args args) {
        return only(args, Duration.ofSeconds(Numbers.atLeast(args, 1, "a whole number of seconds, at least 1")));
    }

    private static Optional<Integer> maxForwards(Args args) {
        int number = Numbers.whole(args.next("a whole number"));
        return only(args, Optional.of(number).filter(count -> count >= 0));
    }

    private static int ioBuffer(Args args) {
        return only(args, Math.max(WorkerParameters.bufferSize(args), 8192));
    }

    private static InetAddress address(Args args) {
        String text = only(args, args.next("an IP address"));
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw args.error(args.name() + " expects an IP address, but was '" + text + "'");
        }
    }

    private static boolean off(Args args) {
        if (args.onOff()) {
            throw args.error("ProxyRequests expects Off: Culvert is a reverse proxy and never lets clients choose the backend");
        }
        return false;
    }
}
