package dev.culvert.wire;

import static dev.culvert.frame.Frames.LAST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.frame.Frames;
import dev.culvert.frame.Sender;
import dev.culvert.http.Version;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.FrameRules;
import dev.culvert.proxy.FrameRules.MessageRate;
import dev.culvert.proxy.FrameRules.Pinged;
import dev.culvert.proxy.FrameRules.Pings;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.world.Level;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tunnel whose frames are followed: what passes, what is put in between, and how it is ended from here. */
final class FramedTunnelTest {
    private static final TunnelFacts FACTS = new TunnelFacts(1, "192.0.2.1", 40_000, "www.example.com", "/ws", "",
            "ws://127.0.0.1:9000/", Version.HTTP_1_1, "websocket", "", Instant.EPOCH, Duration.ZERO);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Farewell RESTART = new Farewell(1012, "restart");
    private static final int TEXT = 1;
    private static final String BYE_CLIENT = text(Frames.close(Sender.SERVER, 1012, "restart"));

    private final FakeSocket client = new FakeSocket();
    private final FakeSocket backend = new FakeSocket();
    private final List<String> ends = new ArrayList<>();

    private static FrameRules rules() {
        return new FrameRules(LONG, Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE, Optional.empty(), false);
    }

    private static FrameRules limits(long frame, long message, Optional<MessageRate> rate) {
        return new FrameRules(LONG, Optional.empty(), frame, message, rate, false);
    }

    private static FrameRules pings(Pinged who, long millis, Optional<Duration> timeout) {
        return new FrameRules(LONG, Optional.of(new Pings(who, Duration.ofMillis(millis), timeout)), Long.MAX_VALUE, Long.MAX_VALUE,
                Optional.empty(), false);
    }

    private Tunnel open(FrameRules rules) {
        Tunnel tunnel = new Tunnel(client, backend, new Action.Limits(LONG, Action.HalfClose.KEPT, Optional.empty(), Optional.of(rules)),
                FACTS, new Told());
        client.pipeline().addLast(tunnel.up());
        backend.pipeline().addLast(tunnel.down());
        tunnel.start(Unpooled.EMPTY_BUFFER, Unpooled.EMPTY_BUFFER);
        return tunnel;
    }

    private final class Told implements Tunnel.End {
        @Override
        public void ended(Tunnel which, Tunnel.Reason reason) {
            ends.add(reason + " " + which.code().stream().boxed().toList() + " by " + which.by(reason));
        }

        @Override
        public void noticed(Level level, String sentence) {
            ends.add(level.name() + ": " + sentence);
        }

        @Override
        public void broken(Throwable cause) {
            ends.add("broken: " + cause.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String frame(Sender sender, int first, String payload) {
        return text(Frames.frame(sender, first, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String fromClient(String payload) {
        return frame(Sender.CLIENT, LAST | TEXT, payload);
    }

    private static String fromBackend(String payload) {
        return frame(Sender.SERVER, LAST | TEXT, payload);
    }

    private void end(Tunnel tunnel, Farewell farewell) {
        tunnel.end(farewell);
        client.runPendingTasks();
    }

    /** The Close frame of a client, read: its code and reason. */
    private static String unmasked(String frame) {
        assertThat(frame.charAt(1) & 0x80).as("a frame to a backend is masked").isEqualTo(0x80);
        StringBuilder plain = new StringBuilder();
        for (int i = 6; i < frame.length(); i++) {
            plain.append((char) (frame.charAt(i) ^ frame.charAt(2 + (i - 6) % 4)));
        }
        return Integer.toHexString(frame.charAt(0)) + " " + (plain.length() < 2 ? ""
                : (plain.charAt(0) << 8 | plain.charAt(1)) + " " + plain.substring(2));
    }

    private void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            client.runScheduledPendingTasks();
            Thread.onSpinWait();
        }
        assertThat(done.getAsBoolean()).as("within 5 s").isTrue();
    }

    // ---- passing

    @Test
    void everythingPassesAsItCameAndIsCounted() {
        Tunnel tunnel = open(rules());
        client.receives(fromClient("a") + fromClient("b").substring(0, 3));
        client.receives(fromClient("b").substring(3));
        backend.receives(fromBackend("c"));
        assertThat(backend.sent()).isEqualTo(fromClient("a") + fromClient("b"));
        assertThat(client.sent()).isEqualTo(fromBackend("c"));
        assertThat(tunnel.traffic().up().messages()).hasValue(2);
        assertThat(tunnel.traffic().down().messages()).hasValue(1);
        assertThat(tunnel.traffic().idle()).isBetween(Duration.ZERO, LONG);
    }

    @Test
    void whatIsNoFramePassesToo() {
        open(rules());
        client.receives("GET / HTTP/1.1\r\n\r\n");
        client.receives("and more");
        assertThat(backend.sent()).isEqualTo("GET / HTTP/1.1\r\n\r\nand more");
        assertThat(ends).containsExactly("DEBUG: a frame has the unknown opcode 7; what follows is passed on unread");
    }

    @Test
    void whoeverClosesFirstIsKnown() {
        open(rules());
        backend.receives(text(Frames.close(Sender.SERVER, 4001, "enough")));
        client.receives(text(Frames.close(Sender.CLIENT, 1000, "")));
        client.receivesTheEnd();
        backend.receivesTheEnd();
        assertThat(ends).containsExactly("CLIENT_DONE [4001] by backend");
        assertThat(client.sent()).isEqualTo(text(Frames.close(Sender.SERVER, 4001, "enough")));
    }

    // ---- the polite end

    @Test
    void aCloseGoesBothWaysAndBothAnswersAreAwaited() {
        Tunnel tunnel = open(rules());
        end(tunnel, RESTART);
        assertThat(client.sent()).isEqualTo(BYE_CLIENT);
        assertThat(unmasked(backend.sent())).isEqualTo("88 1012 restart");
        client.receives(text(Frames.close(Sender.CLIENT, 1012, "")));
        assertThat(ends).isEmpty();
        backend.receives(fromBackend("too late") + text(Frames.close(Sender.SERVER, 1012, "")));
        assertThat(ends).containsExactly("STOPPED [1012] by proxy");
        assertThat(client.sent() + backend.sent()).as("nothing after a Close").isEmpty();
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    @Test
    void aBufferIsSplitAtTheBoundary() {
        Tunnel tunnel = open(rules());
        String whole = fromBackend("half");
        backend.receives(whole.substring(0, 4));
        end(tunnel, RESTART);
        assertThat(client.sent()).as("within a frame nothing is said").isEqualTo(whole.substring(0, 4));
        backend.receives(whole.substring(4) + fromBackend("next"));
        assertThat(client.sent()).isEqualTo(whole.substring(4) + BYE_CLIENT);
        backend.receives(fromBackend("more"));
        assertThat(client.sent()).isEmpty();
    }

    @Test
    void betweenFragmentsIsABoundary() {
        Tunnel tunnel = open(rules());
        String first = frame(Sender.SERVER, TEXT, "first part");
        backend.receives(first);
        end(tunnel, RESTART);
        assertThat(client.sent()).isEqualTo(first + BYE_CLIENT);
    }

    @Test
    void whereNobodyAnswersItEndsAllTheSame() {
        Tunnel tunnel = open(new FrameRules(Duration.ofMillis(20), Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE, Optional.empty(),
                false));
        client.receives(fromClient("within").substring(0, 4));
        end(tunnel, RESTART);
        until(() -> !ends.isEmpty());
        assertThat(ends).containsExactly("STOPPED [1012] by proxy");
        assertThat(backend.sent()).as("within a frame nothing is said").isEqualTo(fromClient("within").substring(0, 4));
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    @Test
    void aSideThatDoesNotReadIsNotWaitedForToHearTheOther() {
        Tunnel tunnel = open(rules());
        backend.isFull();
        client.receives(fromClient("a"));
        int reads = client.reads();
        end(tunnel, RESTART);
        client.receives(fromClient("b"));
        assertThat(client.reads()).as("its answer is read although the backend takes nothing").isGreaterThan(reads);
    }

    @Test
    void aSocketThatIsGoneHasAnswered() {
        Tunnel tunnel = open(rules());
        end(tunnel, RESTART);
        client.close();
        assertThat(ends).isEmpty();
        backend.receives(text(Frames.close(Sender.SERVER, 1012, "")));
        assertThat(ends).containsExactly("STOPPED [1012] by proxy");
    }

    @Test
    void aCloseThatIsUnderWayIsNotRepeated() {
        Tunnel tunnel = open(rules());
        String bye = text(Frames.close(Sender.CLIENT, 1000, ""));
        client.receives(bye);
        end(tunnel, RESTART);
        assertThat(backend.sent()).as("the client's own").isEqualTo(bye);
        assertThat(client.sent()).isEqualTo(BYE_CLIENT);
        backend.receives(text(Frames.close(Sender.SERVER, 1000, "")));
        assertThat(ends).containsExactly("STOPPED [1000] by client");
    }

    @Test
    void aSecondGoodbyeIsNotSaidAndWaitsForTheAnswersToTheFirst() {
        Tunnel tunnel = open(rules());
        end(tunnel, RESTART);
        end(tunnel, new Farewell(1001, "again"));
        assertThat(client.sent()).isEqualTo(BYE_CLIENT);
        assertThat(ends).isEmpty();
        client.receives(text(Frames.close(Sender.CLIENT, 1012, "")));
        backend.receives(text(Frames.close(Sender.SERVER, 1012, "")));
        assertThat(ends).containsExactly("STOPPED [1012] by proxy");
    }

    @Test
    void whoeverInsistsDoesNotWait() {
        Tunnel tunnel = open(rules());
        end(tunnel, RESTART);
        tunnel.insist(new Farewell(1001, "again"));
        client.runPendingTasks();
        assertThat(client.sent()).isEqualTo(BYE_CLIENT);
        assertThat(ends).containsExactly("STOPPED [1012] by proxy");
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    // ---- limits

    @ParameterizedTest
    @EnumSource
    void aFrameThatIsTooLargeIsNotPassedOn(Sender who) {
        open(limits(5, Long.MAX_VALUE, Optional.empty()));
        FakeSocket from = who == Sender.CLIENT ? client : backend;
        FakeSocket to = who == Sender.CLIENT ? backend : client;
        String fits = frame(who, LAST | TEXT, "12345");
        from.receives(fits + frame(who, LAST | TEXT, "123456"));
        String told = "a frame of 6 bytes, CulvertMaxFrame is 5";
        assertThat(to.sent()).startsWith(fits).hasSizeGreaterThan(fits.length());
        assertThat(ends).containsExactly("WARN: the " + (who == Sender.CLIENT ? "client" : "backend") + " sent " + told
                + ": the tunnel ends with 1009");
        String toCulprit = from.sent();
        assertThat(who == Sender.CLIENT ? toCulprit : "").isEqualTo(who == Sender.CLIENT
                ? text(Frames.close(Sender.SERVER, 1009, told)) : "");
        assertThat(who == Sender.SERVER ? unmasked(toCulprit) : "").isEqualTo(who == Sender.SERVER ? "88 1009 " + told : "");
    }

    @Test
    void alsoWhenItsHeadComesByteByByte() {
        open(limits(200, Long.MAX_VALUE, Optional.empty()));
        String good = fromClient("x".repeat(200));
        String bad = fromClient("x".repeat(201));
        String both = good + bad;
        for (int at = 0; at < both.length(); at++) {
            client.receives(both.substring(at, at + 1));
        }
        String sent = backend.sent();
        assertThat(sent).startsWith(good);
        assertThat(unmasked(sent.substring(good.length()))).isEqualTo("88 1001 the other side broke a limit");
        client.receives(text(Frames.close(Sender.CLIENT, 1009, "")));
        backend.receives(text(Frames.close(Sender.SERVER, 1001, "")));
        assertThat(ends).last().isEqualTo("LIMIT [1009] by proxy");
    }

    @Test
    void aMessageThatIsTooLargeEndsBetweenItsFragments() {
        open(limits(Long.MAX_VALUE, 10, Optional.empty()));
        String first = frame(Sender.CLIENT, TEXT, "123456");
        client.receives(first);
        client.receives(frame(Sender.CLIENT, LAST, "12345"));
        String sent = backend.sent();
        assertThat(sent).startsWith(first);
        assertThat(unmasked(sent.substring(first.length()))).startsWith("88 1001");
        assertThat(client.sent()).contains("CulvertMaxMessage is 10");
    }

    @Test
    void moreMessagesThanAllowedEndIt() {
        open(limits(Long.MAX_VALUE, Long.MAX_VALUE, Optional.of(new MessageRate(1, 3))));
        String three = fromClient("1") + frame(Sender.CLIENT, TEXT, "2") + frame(Sender.CLIENT, LAST, "2") + fromClient("3");
        client.receives(three + frame(Sender.CLIENT, LAST | 9, "ping"));
        assertThat(ends).isEmpty();
        client.receives(fromClient("4"));
        assertThat(ends).containsExactly("WARN: the client sent more messages than CulvertMessageRate allows: the tunnel ends with 1008");
        assertThat(backend.sent()).doesNotContain(fromClient("4"));
    }

    // ---- pings

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void thePongToOurPingIsLeftOutAndOthersPass(int piece) {
        open(pings(Pinged.CLIENT, 5, Optional.empty()));
        until(() -> client.outboundMessages().size() > 0);
        String ping = client.sent();
        assertThat(ping).hasSize(10).startsWith("\u0089\u0008");
        String others = frame(Sender.CLIENT, LAST | 10, "8 bytes!") + fromClient("a") + frame(Sender.CLIENT, LAST | 10, "");
        String all = fromClient("b") + frame(Sender.CLIENT, LAST | 10, ping.substring(2, 10)) + others;
        for (int at = 0; at < all.length(); at += piece) {
            client.receives(all.substring(at, Math.min(all.length(), at + piece)));
        }
        assertThat(backend.sent()).isEqualTo(fromClient("b") + others);
    }

    @Test
    void aBackendIsPingedWithAMask() {
        open(pings(Pinged.BACKEND, 5, Optional.empty()));
        until(() -> backend.outboundMessages().size() > 0);
        String ping = backend.sent();
        assertThat(unmasked(ping)).startsWith("89");
        assertThat(client.sent()).isEmpty();
        StringBuilder payload = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            payload.append((char) (ping.charAt(6 + i) ^ ping.charAt(2 + i % 4)));
        }
        backend.receives(frame(Sender.SERVER, LAST | 10, payload.toString()) + fromBackend("x"));
        assertThat(client.sent()).isEqualTo(fromBackend("x"));
    }

    @Test
    void withinAFrameAPingWaits() {
        open(pings(Pinged.CLIENT, 5, Optional.empty()));
        String whole = fromBackend("some text");
        backend.receives(whole.substring(0, 6));
        assertThat(client.sent()).isEqualTo(whole.substring(0, 6));
        long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
        until(() -> System.nanoTime() > later);
        assertThat(client.sent()).isEmpty();
        backend.receives(whole.substring(6) + fromBackend("y"));
        assertThat(client.sent()).startsWith(whole.substring(6) + "\u0089\u0008").endsWith(fromBackend("y"));
    }

    @Test
    void whoDoesNotAnswerIsLetGo() {
        open(pings(Pinged.CLIENT, 5, Optional.of(Duration.ofMillis(20))));
        until(() -> !ends.isEmpty());
        assertThat(ends).containsExactly("INFO: the client has not answered a ping in time: the tunnel ends");
        assertThat(unmasked(backend.sent())).isEqualTo("88 1011 the other side does not answer pings");
    }

    /** The backend takes nothing more, so the client's pongs lie in its socket unread: it is no less alive. */
    @Test
    void whoIsNotReadIsNotSilent() {
        Tunnel tunnel = open(pings(Pinged.CLIENT, 5, Optional.of(Duration.ofMillis(20))));
        backend.isFull();
        client.receives(fromClient("the last that is read"));
        long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        until(() -> System.nanoTime() > later);
        assertThat(ends).isEmpty();
        assertThat(tunnel.isParting()).isFalse();

        backend.hasRoomAgain();
        until(() -> !ends.isEmpty());
        assertThat(ends).containsExactly("INFO: the client has not answered a ping in time: the tunnel ends");
    }

    @Test
    void anyByteIsAnAnswer() {
        Tunnel tunnel = open(pings(Pinged.CLIENT, 10, Optional.of(Duration.ofMillis(200))));
        long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        until(() -> {
            if (client.outboundMessages().size() > 0) {
                client.sent();
                client.receives(fromClient("I am here"));
            }
            return System.nanoTime() > later;
        });
        assertThat(ends).isEmpty();
        assertThat(tunnel.isParting()).isFalse();
    }

    @Test
    void whatWaitsForTheRestOfItsHeadGoesOutBeforeTheEnd() {
        open(limits(5, 5, Optional.empty()));
        client.receives(fromClient("abc").substring(0, 3));
        assertThat(backend.sent()).isEmpty();
        client.receivesTheEnd();
        assertThat(backend.sent()).isEqualTo(fromClient("abc").substring(0, 3));
    }

    /** Pongs may have to be left out, so a head waits until it is whole; this one never is. */
    @Test
    void theBeginningOfWhatIsNoFrameIsNotLost() {
        open(pings(Pinged.CLIENT, 5_000, Optional.empty()));
        client.receives("G"); // could be the first byte of a frame
        client.receives("\u00ff and more");
        client.receives("the rest");
        assertThat(backend.sent()).isEqualTo("G\u00ff and morethe rest");
        client.receivesTheEnd();
        assertThat(backend.sent()).isEmpty();
    }

    // ---- property

    /** Whenever it is ended and however the bytes are cut: whole frames, then the Close frame, then nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGoodbyeStandsBetweenWholeFrames(boolean guarded) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            FramedTunnelTest one = new FramedTunnelTest();
            Tunnel tunnel = one.open(guarded ? limits(1 << 20, 1 << 20, Optional.empty()) : rules());
            StringBuilder all = new StringBuilder();
            Set<Integer> boundaries = new HashSet<>(Set.of(0));
            for (int i = 0; i < 20; i++) {
                all.append(fromBackend("z".repeat(random.nextInt(random.nextBoolean() ? 3 : 300))));
                boundaries.add(all.length());
            }
            int ending = random.nextInt(all.length());
            for (int at = 0; at < all.length();) {
                int end = Math.min(all.length(), at + 1 + random.nextInt(seed % 3 == 0 ? 4 : 400));
                one.backend.receives(all.substring(at, end));
                if (at <= ending && ending < end) {
                    one.end(tunnel, RESTART);
                }
                at = end;
            }
            String sent = one.client.sent();
            assertThat(sent).as("seed " + seed).endsWith(BYE_CLIENT);
            int passed = sent.length() - BYE_CLIENT.length();
            assertThat(boundaries).as("seed " + seed).contains(passed);
            assertThat(sent.substring(0, passed)).isEqualTo(all.substring(0, passed));
        }
    }

    /** With everything switched on that may hold a byte back, the same bytes arrive in the same order. */
    @Test
    void nothingIsLostHoweverItIsCut() {
        open(new FrameRules(LONG, Optional.of(new Pings(Pinged.BOTH, LONG, Optional.empty())), 1 << 20, 1 << 20,
                Optional.of(new MessageRate(1_000_000, 1_000_000)), false));
        Random random = new Random(7);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int length = random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(20);
            int first = List.of(LAST | TEXT, LAST | 2, LAST | 9, LAST | 10).get(random.nextInt(4));
            all.append(frame(Sender.CLIENT, first, "z".repeat(first >= 0x88 ? Math.min(125, length) : length)));
        }
        StringBuilder came = new StringBuilder();
        for (int at = 0; at < all.length();) {
            int end = Math.min(all.length(), at + 1 + random.nextInt(random.nextBoolean() ? 5 : 5_000));
            client.receives(all.substring(at, end));
            came.append(backend.sent());
            at = end;
        }
        assertThat(came.length()).isEqualTo(all.length());
        assertThat(came.compareTo(all)).isZero();
        assertThat(ends).isEmpty();
    }
}
