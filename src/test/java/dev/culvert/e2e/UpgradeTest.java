package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.demo.EchoBackend;
import dev.culvert.frame.Frames;
import dev.culvert.frame.Sender;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -k upgrade}: one process after another serves the same port, and nobody who comes is turned away. */
final class UpgradeTest {
    private static final long SECONDS = 60;
    private static final int UPGRADES = 3;

    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EchoBackend echo = EchoBackend.start(loop);
    @TempDir
    Path folder = Path.of("");
    private Installation here = new Installation(folder);
    private String mappings = "";

    @BeforeEach
    void write() throws Exception {
        Assumptions.assumeTrue(Epoll.isAvailable(), "only epoll's sockets can be handed over");
        here = new Installation(folder);
        mappings = "ProxyPass /echo ws://127.0.0.1:" + echo.port() + "/echo\n"
                + "ProxyPass /http http://127.0.0.1:" + scripted.port() + "/\n"
                + "ProxyPass / ws://127.0.0.1:" + scripted.port() + "/";
        here.write(mappings);
    }

    @AfterEach
    void close() {
        here.close();
        scripted.close();
        echo.close();
        loop.shutdownGracefully();
    }

    @Test
    void underAStormOfNewcomersNoneIsRefusedOrLost() throws Exception {
        try (Program first = here.culvert()) {
            int port = here.port(first);
            try (Storm storm = new Storm(port, "/echo")) {
                for (int i = 0; i < UPGRADES; i++) {
                    long old = here.servingPid();
                    storm.awaitMore();
                    here.upgrade(0);
                    assertThat(here.servingPid()).isNotEqualTo(old);
                    await().atMost(Running.PATIENCE).until(() -> ProcessHandle.of(old).filter(ProcessHandle::isAlive).isEmpty());
                    storm.awaitMore();
                }
            }
            assertThat(first.end(SECONDS)).isZero();
        }
    }

    @Test
    void whoIsThereAlreadyIsServedToTheEndAndToldToComeBack() throws Exception {
        try (Program first = here.culvert()) {
            int port = here.port(first);
            try (RawConnection client = RawClient.connect(port); RawConnection asking = RawClient.connect(port);
                    RawConnection undecided = RawClient.connect(port)) {
                client.send(TunnelsTest.UPGRADE);
                RawConnection backend = scripted.next();
                backend.head();
                backend.send(TunnelsTest.AGREED);
                assertThat(client.head().status()).isEqualTo(101);
                asking.send("GET /http HTTP/1.1\r\nHost: signals.test\r\n\r\n");
                RawConnection answering = scripted.next();
                answering.head();

                here.upgrade(0);

                assertThat(client.read(19)).isEqualTo(text(Frames.close(Sender.SERVER, 1012, "service restart")));
                backend.close();
                answering.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                Head head = asking.head();
                assertThat(asking.body(head)).isEqualTo("ok");
                undecided.send("GET /http HTTP/1.1\r\nHost: signals.test\r\n\r\n");
                RawConnection second = scripted.next();
                second.head();
                second.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
                assertThat(undecided.body(undecided.head())).isEqualTo("late");
            }
            assertThat(first.end(SECONDS)).isZero();
            assertThat(first.printed()).contains("AH00492", "AH00491");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aNewOneThatCannotServeChangesNothing() throws Exception {
        try (Program first = here.culvert(); ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = here.port(first);
            here.writeListening("Listen 127.0.0.1:0\nListen 127.0.0.1:" + taken.getLocalPort(), mappings);
            assertThat(here.upgrade(1)).contains("AH00072", "pid " + first.pid() + " serves as before");
            here.writeListening("Lisen 127.0.0.1:0", mappings);
            assertThat(here.upgrade(1)).contains("Lisen");
            assertThat(here.servingPid()).isEqualTo(first.pid());
            served(port);

            here.write("Redirect / http://elsewhere.test/");
            here.upgrade(0);
            try (RawConnection next = RawClient.connect(port)) {
                next.send("GET / HTTP/1.1\r\nHost: signals.test\r\n\r\n");
                assertThat(next.head().status()).isEqualTo(302);
            }
            assertThat(first.end(SECONDS)).isZero();
        }
    }

    private void served(int port) throws Exception {
        try (RawConnection client = RawClient.connect(port)) {
            client.send("GET /http HTTP/1.1\r\nHost: signals.test\r\n\r\n");
            RawConnection backend = scripted.next();
            backend.head();
            backend.send("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(204);
        }
    }

    @Test
    void whereNothingRunsItStarts() throws Exception {
        try (Program only = here.culvert("-k", "upgrade")) {
            served(here.port(only));
            assertThat(only.printed()).contains("trying to start");
            assertThat(Files.exists(here.pidFile())).isTrue();
        }
    }
}
