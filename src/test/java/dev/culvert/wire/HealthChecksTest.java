package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.ConfiguredSite;
import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.CheckMethod;
import dev.culvert.balance.Diagnosis;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Totals;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Member;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Settings;
import dev.culvert.log.AccessLog;
import dev.culvert.log.ErrorLog;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.proxy.Site;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is checked while members, parameters and generations come and go. */
class HealthChecksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ScriptedBackend backend = ScriptedBackend.tcp();
    private final LiveBackends live = new LiveBackends();
    private final LiveBalancer balancer = new LiveBalancers(live, InstantSource.system(), new Heartbeats(0))
            .of(new Balancer("", "balancer://x", Settings.NONE, List.of(member(Settings.NONE))));
    private final LogFiles logs = new LogFiles(Path.of(""), Clock.systemUTC(), OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());
    private final Wire wire = new Wire(1, () -> (_, _) -> {
        throw new AssertionError("no site is needed unless something is broken");
    }, live, new LiveTunnels(), new Totals(Instant.EPOCH), InstantSource.system());
    private HealthChecks.Ward ward;

    private Backend member(Settings parameters) {
        BackendUrl url = BackendUrl.parse("ws://127.0.0.1:" + backend.port()).orElseThrow();
        return new Backend("balancer://x", url, Backend.Kind.LITERAL, parameters);
    }

    @BeforeEach
    void begin() throws LogFailure {
        Site site = ConfiguredSite.of("ServerName x\nListen 1\nErrorLog /dev/stderr\n", "x");
        Settings settings = site.host().settings();
        ward = new HealthChecks.Ward(balancer, new ServedSite(site, AccessLog.of(settings, logs), ErrorLog.of(settings, logs),
                Optional.empty()));
    }

    @AfterEach
    void stop() {
        wire.close();
        logs.close();
        backend.close();
    }

    private Member first() {
        return balancer.members().getFirst();
    }

    private void edit(CheckMethod method) {
        edit(method, Duration.ofMillis(100));
    }

    private void edit(CheckMethod method, Duration interval) {
        balancer.edit(first(), Settings.NONE.put(WorkerParameters.HC_METHOD, method).put(WorkerParameters.HC_INTERVAL, interval));
    }

    private Optional<Diagnosis> diagnosis() {
        return balancer.facts().getFirst().diagnosis();
    }

    @Test
    void whatIsEditedHoldsFromTheNextLookOn() {
        wire.checks().follow(List.of(ward), 16);
        edit(CheckMethod.TCP);
        Awaitility.await().atMost(PATIENCE).until(() -> diagnosis().isPresent());
        assertThat(diagnosis().orElseThrow()).satisfies(found -> {
            assertThat(found.isWell()).isTrue();
            assertThat(found.words()).isEqualTo("connected");
        });
        edit(CheckMethod.GET);
        backend.next();
        backend.serve(RawConnection::close);
        Awaitility.await().atMost(PATIENCE).until(() -> balancer.facts().getFirst().status().contains(WorkerStatus.HEALTH_CHECK_FAILED));
    }

    @Test
    void aShorterIntervalIsNotWaitedForAsLongAsTheOldOne() {
        edit(CheckMethod.TCP, Duration.ofHours(1));
        wire.checks().follow(List.of(ward), 16);
        Awaitility.await().atMost(PATIENCE).until(() -> diagnosis().isPresent());
        Optional<Diagnosis> first = diagnosis();
        edit(CheckMethod.TCP);
        Awaitility.await().atMost(PATIENCE).until(() -> !diagnosis().equals(first));
    }

    @Test
    void whoIsStoppedIsLetGoOfAtOnce() {
        edit(CheckMethod.GET);
        wire.checks().follow(List.of(ward), 16);
        RawConnection hanging = backend.next();
        hanging.head();
        balancer.edit(first(), Settings.NONE.put(WorkerParameters.STATUS, Set.of(WorkerStatus.STOPPED)));
        assertThat(hanging.rest()).isEmpty();
        assertThat(diagnosis()).as("no verdict").isEmpty();
    }

    @Test
    void anotherGenerationIsFollowedInsteadOfThis() {
        edit(CheckMethod.GET);
        wire.checks().follow(List.of(ward), 16);
        RawConnection hanging = backend.next();
        hanging.head();
        wire.checks().follow(List.of(), 16);
        assertThat(hanging.rest()).isEmpty();
        assertThat(diagnosis()).isEmpty();
        wire.checks().follow(List.of(ward), 16);
        backend.next().head();
    }

    @Test
    void checksAreNoConnectionsOfTheMembers() {
        balancer.edit(first(), Settings.NONE.put(WorkerParameters.MAX, 1));
        edit(CheckMethod.TCP);
        wire.checks().follow(List.of(ward), 16);
        for (int i = 0; i < 5; i++) {
            backend.next(); // each is a new one, and the one place is never taken
        }
        assertThat(balancer.facts().getFirst().busy()).isZero();
        assertThat(balancer.facts().getFirst().elected()).isZero();
    }
}
