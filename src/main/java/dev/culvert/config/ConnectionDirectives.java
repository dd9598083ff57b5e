package dev.culvert.config;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client's connection may do, and how long it may take over it. */
public final class ConnectionDirectives {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Family CORE = Family.of("core");
    private static final Family MPM = Family.of("mpm_event");
    private static final Family REQTIMEOUT = Family.of("mod_reqtimeout");

    static final List<Family> FAMILIES = List.of(CORE, MPM, REQTIMEOUT);

    public static final Setting<List<Listen>> LISTEN = MPM.gathering("Listen", List.<Listen>of(), Listen::read)
            .in(SERVER)
            .doc("An address and port to accept connections on.");

    public static final Setting<Integer> LISTEN_BACKLOG = MPM.value("ListenBacklog", Reads.count(1))
            .in(SERVER).initially(511)
            .doc("How many connections may wait to be accepted.");

    public static final Setting<Integer> SEND_BUFFER_SIZE = MPM.value("SendBufferSize", ConnectionDirectives::buffer)
            .in(SERVER).initially(0)
            .doc("Bytes the system buffers for sending, per client; 0 leaves it to the system.");

    public static final Setting<Integer> RECEIVE_BUFFER_SIZE = MPM.value("ReceiveBufferSize", ConnectionDirectives::buffer)
            .in(SERVER).initially(0)
            .doc("Bytes the system buffers of what arrives, per client; 0 leaves it to the system.");

    /** Zero: as long as they like. */
    public static final Setting<Duration> GRACEFUL_SHUTDOWN_TIMEOUT =
            MPM.value("GracefulShutdownTimeout", args -> Reads.time(args, SECOND))
                    .in(SERVER).initially(Duration.ZERO)
                    .doc("How long open tunnels and requests may go on after a graceful stop; 0 for ever.");

    public static final Setting<Duration> TIMEOUT = CORE.value("Timeout", ConnectionDirectives::timeout)
            .in(SERVER, VIRTUAL_HOST).initially(Duration.ofSeconds(60))
            .doc("Seconds a client may be silent or deaf, and a backend too unless it has a time of its own.");

    public static final Setting<Boolean> KEEP_ALIVE = CORE.value("KeepAlive", ConnectionDirectives::keepAlive)
            .in(SERVER, VIRTUAL_HOST).initially(true)
            .doc("Whether a connection may carry more than one request.");

    public static final Setting<Duration> KEEP_ALIVE_TIMEOUT = CORE.value("KeepAliveTimeout", args -> Reads.time(args, SECOND))
            .in(SERVER, VIRTUAL_HOST).initially(Duration.ofSeconds(5))
            .doc("Seconds, or with ms thousandths, that a connection is kept for the next request.");

    /** 0: no limit. */
    public static final Setting<Integer> MAX_KEEP_ALIVE_REQUESTS = CORE.value("MaxKeepAliveRequests", Reads.count(0))
            .in(SERVER, VIRTUAL_HOST).initially(100)
            .doc("How many requests one connection may carry; 0 for any number.");

    public static final Setting<Integer> LIMIT_REQUEST_LINE = CORE.value("LimitRequestLine", Reads.count(0))
            .in(SERVER, VIRTUAL_HOST).initially(8190)
            .doc("Bytes a request line may have; a longer one is answered 414.");

    public static final Setting<Integer> LIMIT_REQUEST_FIELD_SIZE = CORE.value("LimitRequestFieldSize", Reads.count(0))
            .in(SERVER, VIRTUAL_HOST).initially(8190)
            .doc("Bytes a header field may have; a longer one is answered 400.");

    /** 0: no limit. */
    public static final Setting<Integer> LIMIT_REQUEST_FIELDS = CORE.value("LimitRequestFields", Reads.count(0))
            .in(SERVER, VIRTUAL_HOST).initially(100)
            .doc("How many header fields a request may have; 0 for any number.");

    /** httpd: not enforced on what is proxied. 0: no limit. */
    public static final Setting<Long> LIMIT_REQUEST_BODY =
            CORE.value("LimitRequestBody", args -> Reads.whole(args, 0, Long.MAX_VALUE))
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(1_073_741_824L)
                    .doc("Bytes a request's body may have; 0 for any number. As in httpd, not enforced on what is proxied.");

    public static final Setting<ReadTimeouts> REQUEST_READ_TIMEOUT =
            REQTIMEOUT.gathering("RequestReadTimeout", ReadTimeouts.UNSET, ReadTimeouts::read)
                    .in(SERVER, VIRTUAL_HOST)
                    .merged((outer, inner, _) -> inner.over(outer))
                    .doc("How long a client may take over a head and a body, and how fast it must be to be given longer.");

    public static final Setting<ProtocolOptions> HTTP_PROTOCOL_OPTIONS =
            CORE.gathering("HttpProtocolOptions", ProtocolOptions.INITIAL, ProtocolOptions::read)
                    .in(SERVER, VIRTUAL_HOST)
                    .doc("How strictly heads are read. Culvert is strict in any case.");

    public static final Setting<List<String>> PROTOCOLS = CORE.value("Protocols", Protocols::read)
            .in(SERVER, VIRTUAL_HOST).initially(Protocols.INITIAL)
            .doc("The protocols that clients are offered, the best one first.");

    private ConnectionDirectives() {}

    /** httpd: takes any word here, and then waits for ever or not at all. */
    private static Duration timeout(Args args) {
        String text = Reads.word(args, "a time in seconds").text();
        Optional<Duration> time = Durations.parse(text, SECOND).filter(read -> !read.isZero());
        if (time.isEmpty()) {
            args.warn("Timeout: expected seconds, 1 or more, but was '" + text + "'; 60 are used");
        }
        return time.orElse(Duration.ofSeconds(60));
    }

    /** httpd: whatever is neither off nor 0 means on; here a misspelling is an error. */
    private static boolean keepAlive(Args args) {
        boolean number = args.peek().filter(word -> word.matches("[0-9]+")).isPresent();
        return number ? Reads.whole(args, 0, Integer.MAX_VALUE) > 0 : args.onOff();
    }

    private static int buffer(Args args) {
        int size = Reads.count(0).apply(args);
        if (size > 0 && size < 512) {
            throw args.error(args.name() + ": expected 0, or 512 bytes and more, but was " + size);
        }
        return size;
    }
}
