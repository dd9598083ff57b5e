package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The {@code key=value} words behind a backend's URL. They are settings, though no line begins with one. */
public final class WorkerParameters {
    public static final Family FAMILY = Family.of("worker");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final int SMALLEST_BUFFER = 512;
    private static final int DEFAULT_BUFFER = 8192;

    public static final Setting<Optional<Duration>> TIMEOUT = FAMILY.optional("timeout", args -> seconds(args, 1))
            .doc("How long a backend's connection may be silent; ProxyTimeout if unset.");

    public static final Setting<Optional<Duration>> CONNECTION_TIMEOUT =
            FAMILY.optional("connectiontimeout", args -> time(args, SECOND))
                    .doc("How long a connection may take to be made; timeout if unset.");

    public static final Setting<Optional<String>> UPGRADE = FAMILY.value("upgrade", WorkerParameters::upgrade)
            .initially(Optional.empty())
            .doc("Which protocols a client may switch to: a name, a list of them, ANY (kept as *) or NONE.");

    public static final Setting<Duration> RETRY = FAMILY.value("retry", args -> seconds(args, 0))
            .initially(SECOND.multipliedBy(60))
            .doc("How long a balancer leaves a failed backend alone.");

    public static final Setting<Optional<Boolean>> REUSE =
            FAMILY.<Optional<Boolean>>value("enablereuse", args -> Optional.of(args.onOff()))
                    .also("disablereuse", (args, _) -> Optional.of(!args.onOff()))
                    .initially(Optional.empty())
                    .doc("Whether a connection is kept for the next request.");

    public static final Setting<Boolean> KEEPALIVE = FAMILY.flag("keepalive").initially(false)
            .doc("Whether the system probes idle connections.");

    public static final Setting<Integer> MAX = FAMILY.value("max", WorkerParameters::count).initially(0)
            .doc("How many connections there may be at once; 0 sets no bound.");

    public static final Setting<Integer> MIN =
            noted("min", WorkerParameters::count, "connections are made when they are needed").initially(0)
            .doc("How many connections are kept open.");

    public static final Setting<Optional<Integer>> SMAX = FAMILY.optional("smax", WorkerParameters::count)
            .doc("How many idle connections are kept longer than ttl; max if unset.");

    public static final Setting<Optional<Duration>> TTL = FAMILY.optional("ttl", args -> seconds(args, 1))
            .doc("How long an idle connection stays fit for use.");

    public static final Setting<Optional<Duration>> ACQUIRE = FAMILY.optional("acquire", args -> time(args, MILLISECOND))
            .doc("How long a request waits for a connection when max is reached; timeout if unset.");

    public static final Setting<Optional<Duration>> PING = FAMILY.optional("ping", args -> time(args, SECOND))
            .doc("How long a request with a body waits for the backend's 100; it does not ask for one if unset.");

    public static final Setting<String> FLUSH_PACKETS =
            noted("flushpackets", args -> oneOf(args, Set.of("on", "off", "auto")), "what arrives is always sent on at once")
                    .initially("off").doc("When AJP and FastCGI send on what has arrived.");

    public static final Setting<Integer> FLUSH_WAIT =
            noted("flushwait", args -> Numbers.between(args, 0, 1000, "a number of milliseconds between 0 and 1000"),
                    "what arrives is always sent on at once")
                    .initially(10).doc("How long AJP and FastCGI wait for more.");

    public static final Setting<String> FLUSHER = noted("flusher", args -> shorter(args, 16), "nothing is handed to a flusher")
            .initially("flush").doc("Who flushes for fdpass.");

    public static final Setting<Optional<Integer>> IO_BUFFER_SIZE = FAMILY.optional("iobuffersize", WorkerParameters::ioBuffer)
            .doc("Bytes read at a time; ProxyIOBufferSize if unset.");

    public static final Setting<Optional<Integer>> RECEIVE_BUFFER_SIZE =
            FAMILY.optional("receivebuffersize", WorkerParameters::bufferSize)
                    .doc("Bytes that the system may hold for a connection; 0 leaves it to the system.");

    public static final Setting<Integer> RESPONSE_FIELD_SIZE = FAMILY.value("responsefieldsize", WorkerParameters::fieldSize)
            .initially(DEFAULT_BUFFER)
            .doc("The longest line a backend's head may have, in bytes.");

    public static final Setting<Optional<Duration>> ADDRESS_TTL = FAMILY.value("addressttl", WorkerParameters::addressTtl)
            .initially(Optional.empty())
            .doc("How long an address stays good once its name was looked up; for ever if unset.");

    public static final Setting<Set<WorkerStatus>> STATUS =
            FAMILY.gathering("status", Set.<WorkerStatus>of(), WorkerStatus::read)
                    .doc("How a backend begins: disabled, stopped, in reserve and so on.");

    public static final Setting<Double> LOAD_FACTOR = FAMILY.value("loadfactor", WorkerParameters::loadFactor).initially(1.0)
            .doc("A backend's share in its balancer, between 1 and 100.");

    public static final Setting<Integer> LB_SET =
            FAMILY.value("lbset", args -> Numbers.between(args, 0, 99, "a whole number between 0 and 99")).initially(0)
                    .doc("The group a backend belongs to; a balancer asks lower groups first.");

    public static final Setting<Optional<String>> ROUTE = FAMILY.optional("route", args -> shorter(args, 64))
            .doc("The name by which a sticky session knows a backend.");

    public static final Setting<Optional<String>> REDIRECT = FAMILY.optional("redirect", args -> shorter(args, 64))
            .doc("The route taken while this one is down.");

    public static final Setting<Optional<String>> SECRET =
            noted("secret", args -> Optional.of(shorter(args, 64)), "only AJP has one").initially(Optional.empty())
                    .doc("The secret shared with an AJP backend.");

    public static final Setting<CheckMethod> HC_METHOD = FAMILY.value("hcmethod", CheckMethod::read).initially(CheckMethod.NONE)
            .doc("How a member is checked: TCP, OPTIONS, HEAD, GET, the same with 11 behind it, WEBSOCKET, or None.");

    public static final Setting<Integer> HC_PASSES = FAMILY.value("hcpasses", WorkerParameters::positive).initially(1)
            .doc("How many good checks bring a member back.");

    public static final Setting<Integer> HC_FAILS = FAMILY.value("hcfails", WorkerParameters::positive).initially(1)
            .doc("How many bad checks take a member out.");

    public static final Setting<Duration> HC_INTERVAL = FAMILY.value("hcinterval", WorkerParameters::interval)
            .initially(SECOND.multipliedBy(30))
            .doc("How long to wait between two checks, at least 100ms.");

    public static final Setting<String> HC_URI = FAMILY.value("hcuri", WorkerParameters::checkedPath).initially("")
            .doc("What a check asks for, below the path of the member's URL.");

    public static final Setting<Optional<CheckCondition>> HC_EXPR = FAMILY.optional("hcexpr", CheckCondition::read)
            .doc("The ProxyHCExpr that the answer must meet; any status from 200 to 399 will do if unset.");

    /** What it says is put in the place where it stands, so later parameters win over it; see {@link Parameters#read}. */
    public static final Setting<Settings> HC_TEMPLATE = FAMILY.value("hctemplate", WorkerParameters::template)
            .initially(Settings.NONE)
            .doc("The ProxyHCTemplate with further parameters.");

    static final List<Setting<?>> HEALTH =
            List.of(HC_METHOD, HC_PASSES, HC_FAILS, HC_INTERVAL, HC_URI, HC_EXPR, HC_TEMPLATE);

    public static final Setting<Duration> SLOW_START = FAMILY.value("slowstart", args -> seconds(args, 0))
            .initially(Duration.ZERO)
            .doc("How long a member that joins its balancer or recovers takes to get its full share. Not in httpd.");

    /** All of them. */
    public static final Parameters ALL = Parameters.of(FAMILY, "a backend");

    private WorkerParameters() {}

    private static Duration seconds(Args args, int least) {
        return Duration.ofSeconds(Numbers.atLeast(args, least, "a whole number of seconds, at least " + least));
    }

    private static Duration time(Args args, Duration unit) {
        String text = args.next("a time such as 5 or 500ms");
        return Numbers.time(text, unit).filter(time -> time.compareTo(MILLISECOND) >= 0)
                .orElseThrow(() -> Numbers.expected(args, "a time of at least a millisecond, such as 5 or 500ms", text));
    }

    private static int count(Args args) {
        return Numbers.atLeast(args, 0, "a whole number, 0 or more");
    }

    private static int positive(Args args) {
        return Numbers.atLeast(args, 1, "a whole number, at least 1");
    }

    private static Duration interval(Args args) {
        String what = "a time of at least 100ms, such as 5 or 500ms";
        String text = args.next(what);
        return Numbers.time(text, SECOND).filter(time -> time.compareTo(MILLISECOND.multipliedBy(100)) >= 0)
                .orElseThrow(() -> Numbers.expected(args, what, text));
    }

    /** It will stand on a request line. */
    private static String checkedPath(Args args) {
        String text = args.nextIfAny().orElse("");
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw Numbers.expected(args, "a path without blanks and anything else that must be escaped", text);
        }
        return text;
    }

    private static Settings template(Args args) {
        String name = args.next("the name of a ProxyHCTemplate");
        return Optional.ofNullable(args.known(HealthDirectives.TEMPLATES).get(name)).orElseThrow(() ->
                Numbers.expected(args, "the name of a ProxyHCTemplate that a line before it defines", name));
    }

    private static Optional<String> upgrade(Args args) {
        String protocol = shorter(args, 16);
        if (protocol.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(protocol.equalsIgnoreCase("ANY") ? "*" : protocol);
    }

    private static String shorter(Args args, int length) {
        String what = "a word of fewer than " + length + " characters";
        String text = args.next(what);
        if (text.length() >= length) {
            throw Numbers.expected(args, what, text);
        }
        return text;
    }

    private static String oneOf(Args args, Set<String> words) {
        String text = args.next("one of " + words).toLowerCase(Locale.ROOT);
        if (!words.contains(text)) {
            throw Numbers.expected(args, "one of " + String.join(", ", words.stream().sorted().toList()), text);
        }
        return text;
    }

    /** httpd: 0 stands for the default, and nothing smaller than that is ever used. */
    private static int ioBuffer(Args args) {
        return Math.max(bufferSize(args), DEFAULT_BUFFER);
    }

    /**
     * One size in bytes.
     *
     * @return 0 for what the system thinks best, or at least 512
     */
    public static int bufferSize(Args args) {
        String what = "a number of bytes, 0 or at least " + SMALLEST_BUFFER;
        String text = args.next(what);
        int size = Numbers.whole(text);
        if (size != 0 && size < SMALLEST_BUFFER) {
            throw Numbers.expected(args, what, text);
        }
        return size;
    }

    private static int fieldSize(Args args) {
        int size = Numbers.atLeast(args, 0, "a number of bytes, 0 or more");
        return size == 0 ? DEFAULT_BUFFER : size;
    }

    private static Optional<Duration> addressTtl(Args args) {
        String text = args.next("-1 or a time");
        if (text.equals("-1")) {
            return Optional.empty();
        }
        return Optional.of(Numbers.time(text, SECOND).filter(time -> !time.isNegative())
                .orElseThrow(() -> Numbers.expected(args, "-1 for ever, or a number of seconds", text)));
    }

    private static double loadFactor(Args args) {
        String what = "a number between 1 and 100";
        String text = args.next(what);
        double factor = Math.round(Numbers.decimal(text) * 100) / 100.0;
        if (factor < 1 || factor > 100) {
            throw Numbers.expected(args, what, text);
        }
        return factor;
    }

    private static <V> Setting.Draft<V> noted(String name, Function<Args, V> reading, String why) {
        return FAMILY.value(name, args -> {
            V value = reading.apply(args);
            args.note(args.name() + " is accepted without effect: " + why);
            return value;
        });
    }
}
