package dev.culvert.proxy;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.config.Durations;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.proxy.FrameRules.MessageRate;
import dev.culvert.proxy.FrameRules.Pinged;
import dev.culvert.proxy.FrameRules.Pings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What tunnels may do, and what is done for them. What is about frames needs {@code CulvertFrames On}. */
public final class TunnelDirectives {
    /** With the other directives that httpd does not have. */
    public static final Family FAMILY = CulvertDirectives.FAMILY;

    public static final Setting<Boolean> FRAMES = FAMILY.value("CulvertFrames", TunnelDirectives::frames)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(true)
            .doc("Whether the frames of WebSocket tunnels are followed as they pass: counted, and ended with a Close frame.");

    public static final Setting<Duration> CLOSE_WAIT = FAMILY.value("CulvertCloseWait", args -> ended(args, time(args, "a time")))
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Duration.ofSeconds(2))
            .doc("Seconds that the answer to a Close frame of ours is waited for before the sockets are closed.");

    public static final Setting<Optional<Pings>> PING = FAMILY.value("CulvertPing", TunnelDirectives::pings)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
            .doc("Pings the client, the backend or both if nothing came for the interval; if nothing comes within the timeout"
                    + " then, the tunnel ends.");

    /** 0: no limit. */
    public static final Setting<Long> MAX_FRAME = FAMILY.value("CulvertMaxFrame", args -> ended(args, whole(args, "bytes")))
            .in(SERVER, VIRTUAL_HOST).inSections().initially(0L)
            .doc("Bytes that a WebSocket frame may carry in either direction, as it is on the wire; 0 for any number.");

    /** 0: no limit. */
    public static final Setting<Long> MAX_MESSAGE = FAMILY.value("CulvertMaxMessage", args -> ended(args, whole(args, "bytes")))
            .in(SERVER, VIRTUAL_HOST).inSections().initially(0L)
            .doc("Bytes that a WebSocket message may have in either direction, as it is on the wire; 0 for any number.");

    public static final Setting<Optional<MessageRate>> MESSAGE_RATE =
            FAMILY.value("CulvertMessageRate", TunnelDirectives::rate)
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
                    .doc("Messages a second that a client may send, and how many at once; 0 for any number.");

    /** 0: no limit. */
    public static final Setting<Long> TUNNELS_PER_CLIENT =
            FAMILY.value("CulvertTunnelsPerClient", args -> ended(args, whole(args, "a number of tunnels")))
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(0L)
                    .doc("Tunnels that one client address may have, handshakes included; one more is answered 503. 0 for any number.");

    public static final Setting<Optional<Lifetime>> LIFETIME =
            FAMILY.value("CulvertTunnelLifetime", TunnelDirectives::lifetime)
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
                    .doc("Seconds that a tunnel may last, and by how many percent that may be shorter at random; 0 for ever.");

    private TunnelDirectives() {}

    private static boolean frames(Args args) {
        boolean followed = args.onOff();
        if (!followed) {
            args.note("CulvertFrames Off: where it holds, CulvertPing, CulvertMaxFrame, CulvertMaxMessage and CulvertMessageRate"
                    + " have no effect");
        }
        return followed;
    }

    private static <V> V ended(Args args, V value) {
        args.end();
        return value;
    }

    private static Duration time(Args args, String expected) {
        String text = args.next(expected);
        return Durations.parse(text, Duration.ofSeconds(1)).orElseThrow(() -> args.error(
                args.name() + ": expected " + expected + ", such as 5 or 500ms, but was '" + text + "'"));
    }

    private static long whole(Args args, String expected) {
        String text = args.next(expected);
        if (!text.matches("[0-9]{1,18}")) {
            throw args.error(args.name() + ": expected " + expected + " as a whole number, but was '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static int few(Args args, String expected, int least, int most) {
        long number = whole(args, expected);
        if (number < least || number > most) {
            throw args.error(args.name() + ": expected " + expected + " between " + least + " and " + most + ", but was " + number);
        }
        return (int) number;
    }

    private static Optional<Pings> pings(Args args) {
        if (args.remaining() == 1 && args.peek().filter("off"::equalsIgnoreCase).isPresent()) {
            args.next("Off");
            return Optional.empty();
        }
        Pinged who = who(args);
        Duration interval = time(args, "an interval");
        Optional<Duration> timeout = args.hasNext() ? Optional.of(time(args, "a timeout")) : Optional.empty();
        if (interval.isZero() || timeout.filter(Duration::isZero).isPresent()) {
            throw args.error(args.name() + ": expected times above 0, but one is 0");
        }
        return ended(args, Optional.of(new Pings(who, interval, timeout)));
    }

    private static Pinged who(Args args) {
        String word = args.next("client, backend or both, or Off");
        return Arrays.stream(Pinged.values()).filter(each -> each.toString().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> args.error(args.name() + ": expected client, backend or both, or Off alone, but was '" + word + "'"));
    }

    private static Optional<MessageRate> rate(Args args) {
        int perSecond = few(args, "messages a second", 0, 1_000_000);
        int burst = args.hasNext() ? few(args, "a burst", 1, 1_000_000) : Math.max(1, perSecond);
        return ended(args, perSecond == 0 ? Optional.empty() : Optional.of(new MessageRate(perSecond, burst)));
    }

    private static Optional<Lifetime> lifetime(Args args) {
        Duration most = time(args, "a time");
        int jitter = args.hasNext() ? few(args, "percent", 0, 100) : 0;
        return ended(args, most.isZero() ? Optional.empty() : Optional.of(new Lifetime(most, jitter)));
    }
}
