package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import java.util.List;

/** The balancers on server-status, for reading: httpd's columns, and each member's tunnels. */
final class StatusBalancers {
    private static final List<String> COLUMNS = List.of("Member", "Stat", "Route", "Redir", "F", "Set", "Acc", "Busy", "Tunnels", "Wr",
            "Rd");

    private StatusBalancers() {}

    static List<Tag> of(List<Seen> balancers) {
        return balancers.stream().map(StatusBalancers::section).toList();
    }

    private static Tag section(Seen balancer) {
        Tag head = Tag.of("tr").set("class", "head");
        COLUMNS.forEach(column -> head.add(Tag.of("th", column).set("scope", "col")));
        Tag rows = Tag.of("tbody");
        balancer.members().forEach(member -> rows.add(row(member)));
        return Tag.of("section").add(Tag.of("h2", "Proxy LoadBalancer Status for " + balancer.name()),
                Tag.of("p", settings(balancer.parameters())).set("class", "quiet"),
                Tag.of("table").set("class", "members").add(Tag.of("thead").add(head), rows));
    }

    private static String settings(Settings parameters) {
        return "Sticky session " + parameters.get(BalancerParameters.STICKY_SESSION).map(Object::toString).orElse("-")
                + " · timeout " + parameters.get(BalancerParameters.TIMEOUT).toSeconds()
                + " · " + parameters.get(BalancerParameters.LB_METHOD);
    }

    private static Tag row(MemberFacts member) {
        Settings parameters = member.backend().parameters();
        List<String> cells = List.of(member.backend().name(), Statuses.words(member).strip(),
                parameters.get(WorkerParameters.ROUTE).orElse(""), parameters.get(WorkerParameters.REDIRECT).orElse(""),
                Seen.factor(member), String.valueOf(Seen.set(member)),
                String.valueOf(member.elected()), String.valueOf(member.busy()), String.valueOf(member.tunnels()),
                MemberColumns.size(member.transferred()), MemberColumns.size(member.read()));
        Tag row = Tag.of("tr").set("class", member.isUsable() ? "up" : "down");
        for (int i = 0; i < cells.size(); i++) {
            row.add(Tag.of("td", cells.get(i)).set("data-label", COLUMNS.get(i)).set("class", i == 0 ? "name" : i == 1 ? "word" : ""));
        }
        return row;
    }
}
