package dev.culvert.admin;

import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Operations;
import dev.culvert.proxy.Totals;
import dev.culvert.route.Identity;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server-status with tunnels that a test has put there. */
final class StatusBench {
    static final String OWN = "http://status.test/s";

    final LiveTunnels tunnels = new LiveTunnels();
    final Totals totals = new Totals(FakeTunnel.NOW.minusSeconds(93_784));
    final Nonces nonces = new Nonces();
    final List<Remark> remarks = new ArrayList<>();
    Settings settings = Settings.NONE;

    private final Journal journal = new Journal() {
        @Override
        public void say(Remark remark) {
            remarks.add(remark);
        }

        @Override
        public boolean wants(Level level, String module) {
            return true;
        }
    };
    private final StatusConsole console = new StatusConsole(tunnels, totals, nonces, Clock.fixed(FakeTunnel.NOW, ZoneId.of("UTC")),
            new View.Facts("Culvert/1 <b>", "today", List.of()), List::of);

    List<FakeTunnel> open(int count) {
        List<FakeTunnel> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(open("/chat/room-" + i));
        }
        return all;
    }

    FakeTunnel open(String path) {
        FakeTunnel tunnel = FakeTunnel.of(tunnels.nextId(), path);
        tunnels.opened(tunnel);
        return tunnel;
    }

    Operations.Answer get(String query, String... headers) {
        return ask("GET", query, "", headers);
    }

    Operations.Answer post(String query, String form) {
        return ask("POST", query, form, "Referer", OWN);
    }

    Operations.Answer ask(String method, String query, String form, String... headers) {
        String target = "/s" + query;
        Request request = new Request(method, target, Version.HTTP_1_1, Headers.of(headers), Framing.NONE);
        InetSocketAddress address = new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 80);
        return console.answer(new Operations.Asked("server-status", target, request, form, new Identity("http", "status.test", 80),
                new Peer(address, address), settings, Optional.of("ann")), journal);
    }
}
