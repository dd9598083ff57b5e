package dev.culvert.parity;

import static dev.culvert.parity.DecisionCases.WS;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.to;
import static dev.culvert.parity.Texts.up;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Rows 66 to 82: what happens in a tunnel, and how it ends. */
final class TunnelCases {
    private static final Setup TIMEOUTS = new Setup("timeouts", """
            <VirtualHost 127.0.0.1:{port}>
            ServerName t70.test
            Timeout 4
            ProxyPass /ws/ ws://{t70}/ timeout=2
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName t71.test
            Timeout 2
            ProxyPass /ws/ ws://{t71}/ timeout=4
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName t72.test
            Timeout 2
            ProxyTimeout 5
            ProxyPass /ws/ ws://{t72}/ timeout=3
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName t73.test
            Timeout 2
            ProxyPass /ws/ ws://{t73}/
            </VirtualHost>
            """);
    /** A setup of its own, since the case stops the server; what is said then, with a key by chance, is FramesTest's. */
    private static final Setup STOPPED = new Setup("stopped",
            "<IfModule mod_culvert.c>\nCulvertFrames Off\n</IfModule>\nProxyPass /ws/ ws://{b}/\n");
    private static final int MANY = 8 << 20;

    private TunnelCases() {}

    static List<Case> all() {
        return Stream.of(endings(), loads(), timeouts(), List.of(stopped())).flatMap(List::stream).toList();
    }

    private static List<Case> endings() {
        return List.of(
                Case.of("66", "the client half-closes", WS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel("/ws/a", "b");
                    tunnel.client().send("bye").finish();
                    tunnel.backend().rest().send("one").send("two").finish();
                    tunnel.client().rest();
                }),
                Case.of("67", "the backend half-closes", WS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel("/ws/a", "b");
                    tunnel.backend().send("last").finish();
                    tunnel.client().rest().send("c1").send("c2").finish();
                    tunnel.backend().rest();
                }),
                Case.of("69", "a reset on either side", WS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel("/ws/a", "b");
                    tunnel.backend().reset();
                    tunnel.client().rest();
                    tunnel = stage.tunnel("/ws/a", "b");
                    tunnel.client().reset();
                    tunnel.backend().rest();
                }),
                Case.of("75", "data in the same segment as the 101", WS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel(up("/ws/a"), R101 + "glued", "b");
                    tunnel.client().reads(5);
                }),
                Case.of("76", "bytes before the 101", WS, stage -> {
                    Actor client = stage.client().send(up("/ws/a") + "EARLY");
                    Actor backend = stage.backend();
                    backend.raw().head();
                    client.send("EARLY2");
                    backend.quiet(200).send(R101);
                    client.raw().head();
                    backend.reads(11);
                }));
    }

    private static List<Case> loads() {
        return List.of(
                Case.of("77", "8 MiB each way at once", WS, TunnelCases::eightMegabytes),
                Case.of("78", "a client that does not read", WS, TunnelCases::flood),
                Case.of("81", "max=1 with acquire", WS, stage -> {
                    stage.tunnel("/one/a", "one");
                    Actor second = stage.client("second client").send(up("/one/a"));
                    stage.takes(0.5, second::answer);
                    second.rest();
                }),
                Case.of("82", "the access line of a tunnel", WS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel("/ws/c82", "b");
                    tunnel.client().send("12345");
                    tunnel.backend().reads(5).send("1234567").finish();
                    tunnel.client().rest().finish();
                    stage.logged("/ws/c82");
                    String[] line = stage.accessLine("/ws/c82").orElseThrow();
                    stage.fact("bytes in beside the head: " + (Integer.parseInt(line[3]) - up("/ws/c82").length()));
                    stage.fact("bytes out beside the head: " + (Integer.parseInt(line[4]) - tunnel.answer().size()));
                }));
    }

    private static List<Case> timeouts() {
        return List.of(
                Case.of("70", "Timeout 4, timeout=2", TIMEOUTS, stage -> idle(stage, 70, 4))
                        .differs("A worker's timeout= can shorten a tunnel's", "it is what was written for that backend", """
                        client sees the end
                        (after 2.0 s instead of 4.0 s)
                        access line: 101 -
                        """),
                Case.of("71", "Timeout 2, timeout=4", TIMEOUTS, stage -> idle(stage, 71, 4)),
                Case.of("72", "Timeout 2, ProxyTimeout 5, timeout=3", TIMEOUTS, stage -> idle(stage, 72, 3)),
                Case.of("73", "bytes in one direction keep a tunnel", TIMEOUTS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel(to("t73.test", up("/ws/a")), R101, "t73");
                    for (int second = 0; second < 3; second++) {
                        tunnel.client().quiet(1000).send("x");
                        tunnel.backend().reads(1);
                    }
                    stage.takes(2, tunnel.client()::rest);
                }),
                Case.of("74", "half-closed and idle", TIMEOUTS, stage -> {
                    Stage.Tunnel tunnel = stage.tunnel(to("t73.test", up("/ws/a")), R101, "t73");
                    tunnel.client().finish();
                    tunnel.backend().rest();
                    stage.takes(2, tunnel.client()::rest);
                }));
    }

    private static Case stopped() {
        return Case.of("80", "SIGTERM", STOPPED, stage -> {
            Stage.Tunnel tunnel = stage.tunnel("/ws/c80", "b");
            stage.terminate();
            tunnel.client().rest();
            tunnel.backend().rest();
            stage.loggedAtOnce("/ws/c80");
        }).differs("A stop writes the access lines of its tunnels", "a line that is lost cannot be counted", """
                client sees the end
                backend sees the end
                access line: 101
                """);
    }

    private static void idle(Stage stage, int row, int seconds) {
        String path = "/ws/c" + row;
        Stage.Tunnel tunnel = stage.tunnel(to("t" + row + ".test", up(path)), R101, "t" + row);
        stage.takes(seconds, tunnel.client()::rest);
        stage.logged(path);
    }

    private static void eightMegabytes(Stage stage) {
        Stage.Tunnel tunnel = stage.tunnel("/ws/a", "b");
        for (Actor end : List.of(tunnel.client(), tunnel.backend())) {
            Thread.ofVirtual().start(() -> end.send(new byte[MANY]).finish());
        }
        tunnel.client().measures();
        tunnel.backend().measures();
    }

    /** The client took its 101 with a connection that stops reading after it: the flood fills every buffer there is. */
    private static void flood(Stage stage) {
        Actor client = stage.client().send(up("/ws/a"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send(R101);
        Thread flood = Thread.ofVirtual().start(() -> backend.send(new byte[64 << 20]));
        stage.fact("the flood stands: " + stands(flood));
        client.send("ping!");
        backend.reads(5);
    }

    private static boolean stands(Thread flood) {
        try {
            return !flood.join(Duration.ofMillis(500));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
