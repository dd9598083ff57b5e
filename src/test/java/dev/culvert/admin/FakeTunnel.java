package dev.culvert.admin;

import dev.culvert.http.Version;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A tunnel without sockets, whose numbers follow from its own. */
record FakeTunnel(TunnelFacts facts, List<Farewell> farewells) implements LiveTunnel {
    static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    static FakeTunnel of(long id, String path) {
        return new FakeTunnel(new TunnelFacts(id, "192.0.2." + id % 250, 40_000, "host" + id % 3 + ".test", path,
                id % 2 == 0 ? "balancer://chat" : "", "ws://10.0.0." + id % 4 + ":8080", id % 5 == 0 ? Version.HTTP_2 : Version.HTTP_1_1,
                "websocket", id % 7 == 0 ? "mqtt" : "", NOW.minusSeconds(id), Duration.ofMillis(3)), new ArrayList<>());
    }

    @Override
    public Traffic traffic() {
        return new Traffic(new Traffic.Flow(facts.id() * 100, OptionalLong.of(facts.id())),
                new Traffic.Flow(1_000_000 - facts.id(), OptionalLong.empty()), Duration.ofSeconds(facts.id() % 60));
    }

    @Override
    public void end(Farewell farewell) {
        farewells.add(farewell);
    }

    @Override
    public void insist(Farewell farewell) {
        farewells.add(farewell);
    }
}
