package dev.culvert.admin;

import dev.culvert.balance.MemberFacts;
import java.util.List;

/** What {@code ?auto} answers: httpd's lines in httpd's order, as collectors read them, and ours at the end. */
final class StatusText {
    private final StringBuilder out = new StringBuilder();
    private final Gauges gauges;

    private StatusText(Gauges gauges) {
        this.gauges = gauges;
    }

    static String of(StatusView view) {
        StatusText text = new StatusText(view.gauges());
        text.server();
        if (view.extended()) {
            text.totals();
        }
        text.workers();
        text.balancers(view.balancers());
        text.line("Tunnels", view.gauges().tunnels());
        return text.out.toString();
    }

    private void line(String key, Object value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    private void line(String key, long value) {
        line(key, Long.toString(value));
    }

    private void line(String key, double value) {
        line(key, Gauges.number(value));
    }

    private void server() {
        out.append(gauges.host()).append('\n');
        line("ServerVersion", gauges.product());
        line("ServerMPM", "event loops");
        line("Server Built", gauges.built());
        line("CurrentTime", gauges.time());
        line("RestartTime", gauges.restarted());
        line("ParentServerConfigGeneration", gauges.count().generation());
        line("ParentServerMPMGeneration", gauges.count().generation() - 1);
        line("ServerUptimeSeconds", gauges.up().toSeconds());
        line("ServerUptime", gauges.uptime());
        List<Double> load = gauges.machine().load();
        for (int i = 0; i < load.size(); i++) {
            line(List.of("Load1", "Load5", "Load15").get(i), load.get(i));
        }
    }

    private void totals() {
        double cpu = gauges.machine().user() + gauges.machine().system();
        line("Total Accesses", gauges.count().requests());
        line("Total kBytes", gauges.count().bytes() / 1024);
        line("Total Duration", gauges.count().took().toMillis());
        line("CPUUser", gauges.machine().user());
        line("CPUSystem", gauges.machine().system());
        line("CPUChildrenUser", 0);
        line("CPUChildrenSystem", 0);
        line("CPULoad", gauges.perSecond(100 * cpu));
        line("Uptime", gauges.up().toSeconds());
        line("ReqPerSec", gauges.perSecond(gauges.count().requests()));
        line("BytesPerSec", gauges.perSecond(gauges.count().bytes()));
        line("BytesPerReq", gauges.perRequest(gauges.count().bytes()));
        line("DurationPerReq", gauges.perRequest(gauges.count().took().toMillis()));
    }

    private void workers() {
        line("BusyWorkers", gauges.busy());
        line("GracefulWorkers", 0);
        line("IdleWorkers", gauges.loops());
        line("Processes", 1);
        line("Stopping", 0);
        line("ConnsTotal", gauges.count().connections());
        line("ConnsAsyncWaitIO", gauges.tunnels());
        line("ConnsAsyncWriting", 0);
        line("ConnsAsyncKeepAlive", gauges.waiting());
        line("ConnsAsyncClosing", 0);
        line("Scoreboard", gauges.board());
    }

    private void balancers(List<Seen> balancers) {
        for (int i = 0; i < balancers.size(); i++) {
            String balancer = "ProxyBalancer[" + i + "]";
            line(balancer + "Name", balancers.get(i).name());
            List<MemberFacts> members = balancers.get(i).members();
            for (int j = 0; j < members.size(); j++) {
                member(balancer + "Worker[" + j + "]", members.get(j));
            }
        }
    }

    private void member(String key, MemberFacts member) {
        line(key + "Name", member.backend().name());
        line(key + "Status", Statuses.words(member));
        line(key + "Elected", member.elected());
        line(key + "Busy", member.busy());
        line(key + "Sent", member.transferred() / 1024 + "K");
        line(key + "Rcvd", member.read() / 1024 + "K");
        line(key + "Tunnels", member.tunnels());
    }
}
