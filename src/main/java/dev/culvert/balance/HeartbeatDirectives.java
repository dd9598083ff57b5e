package dev.culvert.balance;

import static dev.culvert.directive.Place.SERVER;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Where servers say how they are, for {@code lbmethod=heartbeat}. All of it belongs to the main server. */
public final class HeartbeatDirectives {
    private static final Family MONITOR = Family.of("mod_heartmonitor");
    private static final Family METHOD = Family.of("mod_lbmethod_heartbeat");

    public static final List<Family> FAMILIES = List.of(MONITOR, METHOD);

    /** Not resolved: a name is looked up when listening begins. */
    public static final Setting<Optional<InetSocketAddress>> LISTEN =
            MONITOR.gathering("HeartbeatListen", Optional.<InetSocketAddress>empty(), HeartbeatDirectives::listen)
                    .in(SERVER)
                    .doc("The address and port, often of a multicast group, on which the heartbeats of servers arrive.");

    /** Relative to ServerRoot. */
    public static final Setting<String> STORAGE = METHOD.word("HeartbeatStorage", "a file")
            .in(SERVER).initially("logs/hb.dat")
            .doc("The file from which heartbeats are read that another program has heard.");

    /** 0: as many as {@link Heartbeats} can hold. */
    public static final Setting<Integer> MAX_SERVERS = MONITOR.value("HeartbeatMaxServers", HeartbeatDirectives::maxServers)
            .in(SERVER).initially(10)
            .doc("How many servers' heartbeats are remembered; in httpd 0 keeps them in the file instead.");

    private HeartbeatDirectives() {}

    private static Optional<InetSocketAddress> listen(Args args, Optional<InetSocketAddress> soFar) {
        String what = "an address and a port such as 239.0.0.1:27999";
        String text = args.next(what);
        args.end();
        if (soFar.isPresent()) {
            throw args.error("HeartbeatListen: heartbeats are listened for already, so this line is one too many");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
        String digits = text.substring(colon + 1);
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        if (host.isEmpty() || port == 0 || port > 65535) {
            throw Numbers.expected(args, what, text);
        }
        return Optional.of(InetSocketAddress.createUnresolved(host, port));
    }

    private static int maxServers(Args args) {
        String what = "0, or a whole number of at least 10";
        String text = args.next(what);
        args.end();
        int most = Numbers.whole(text);
        if (most != 0 && most < 10) {
            throw Numbers.expected(args, what, text);
        }
        return most;
    }
}
