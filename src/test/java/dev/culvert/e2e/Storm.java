package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.frame.Frames;
import dev.culvert.frame.Sender;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Each connects, asks for a tunnel, has a message echoed and closes, again and again. */
final class Storm implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int MORE = 200;
    private final AtomicLong served = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** @param path that leads to an echo */
    Storm(int port, String path) {
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> blow(port, path));
        }
    }

    private void blow(int port, String path) {
        while (!over) {
            try (RawConnection one = RawClient.connect(port)) {
                one.send(TunnelsTest.UPGRADE.replace("/ws/a", path));
                assertThat(one.head().status()).isEqualTo(101);
                byte[] said = "ping".getBytes(StandardCharsets.US_ASCII);
                one.send(Frames.frame(Sender.CLIENT, 0x82, said));
                String heard = one.read(6);
                // The old one may say goodbye to it first: then it was served, and told.
                assertThat(heard).matches("(?s)\u0082\u0004ping|\u0088\u0011\u0003\u00f4.*");
                served.incrementAndGet();
            } catch (Exception | AssertionError trouble) {
                troubles.add(served + " were served, then " + trouble);
                over = true;
            }
        }
    }

    void awaitMore() {
        long before = served.get();
        await().atMost(Running.PATIENCE).until(() -> over || served.get() > before + MORE);
        assertThat(troubles).isEmpty();
    }

    @Override
    public void close() {
        over = true;
        threads.close();
        assertThat(troubles).isEmpty();
    }
}
