package dev.culvert.admin;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Live;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.MemberFacts;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** One look at the backends of the generation in force, and how balancers find them. Of one thread. */
final class BackendSurvey {
    private final Readings connections = backend("connections", "Open connections to the backend, in use or kept for later.");
    private final Readings waiting = backend("waiting", "Requests in line for one of the backend's max= connections.");
    private final Readings tunnels = backend("tunnels", "Tunnels to the backend that are open now.");
    private final Readings requests = backend("requests", "Requests that were sent to the backend, handshakes included.");
    private final Readings sent = backend("sent_bytes", "Bytes sent to the backend, by tunnels once they have ended.");
    private final Readings received = backend("received_bytes", "Bytes received from the backend, by tunnels once they have ended.");
    private final Readings up = member("up", "Whether the balancer gives the member anything new: 1, or 0 if it is out of use or failed.");
    private final Readings busy = member("busy", "Requests and tunnels that the balancer has with the member right now.");
    private final Readings elected = member("elected", "How often the balancer chose the member.");

    private static Readings backend(String what, String help) {
        return new Readings("culvert_backend_" + what, help, "balancer", "backend");
    }

    private static Readings member(String what, String help) {
        return new Readings("culvert_member_" + what, help, "balancer", "backend");
    }

    List<MetricSnapshot> of(LiveBalancers live) {
        live.backends().current().forEach(backend -> add(backend, live.backends().of(backend)));
        live.current().forEach(balancer -> balancer.facts().forEach(this::add));
        return List.of(connections.gauge(), waiting.gauge(), tunnels.gauge(), requests.counter(), sent.counter(), received.counter(),
                up.gauge(), busy.gauge(), elected.counter());
    }

    private void add(Backend backend, Live now) {
        String[] labels = {backend.balancer(), backend.name()};
        connections.add(now.connections(), labels);
        waiting.add(now.waiting(), labels);
        tunnels.add(now.activeTunnels(), labels);
        requests.add(now.requests(), labels);
        sent.add(now.transferred(), labels);
        received.add(now.read(), labels);
    }

    private void add(MemberFacts facts) {
        add(facts.backend(), facts.member().live());
        String[] labels = {facts.backend().balancer(), facts.backend().name()};
        up.add(facts.isUsable() ? 1 : 0, labels);
        busy.add(facts.busy(), labels);
        elected.add(facts.elected(), labels);
    }
}
