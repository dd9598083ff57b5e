package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One balancer on the page: httpd's two tables, with columns of ours behind its own, and then what can be edited. */
final class BalancerSection {
    private static final List<String> COLUMNS = List.of("MaxMembers", "StickySession", "DisableFailover", "Timeout",
            "FailoverAttempts", "Method", "Path", "Active");

    private final View view;
    private final Seen balancer;
    private final Forms forms;

    /** @param id tells its fields from those of other balancers */
    BalancerSection(View view, Seen balancer, String id) {
        this.view = view;
        this.balancer = balancer;
        this.forms = new Forms(view, balancer, id);
    }

    Tag tag() {
        Tag section = Tag.of("section").add(title(), settings(), members());
        return balancer.isEditable()
                ? section.add(forms.all())
                : section.add(Tag.of("p", "Nothing can be edited here: nonce=None forbids it.").set("class", "quiet"));
    }

    private Tag title() {
        return Tag.of("h3", "LoadBalancer Status for ").add(Tag.of("a", balancer.name()).set("href", link("")));
    }

    /** httpd: scripts find the nonce in such a link. */
    private String link(String member) {
        return view.path() + "?b=" + encoded(balancer.key()) + member + "&nonce=" + encoded(balancer.nonce());
    }

    private static String encoded(String text) {
        // httpd writes URLs as they are.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/").replace("%3A", ":");
    }

    private Tag settings() {
        var parameters = balancer.parameters();
        List<String> cells = List.of(
                balancer.most() + " [" + balancer.members().size() + " Used]",
                parameters.get(BalancerParameters.STICKY_SESSION).map(Object::toString).orElse("(None)"),
                parameters.get(BalancerParameters.NO_FAILOVER) ? "On" : "Off",
                String.valueOf(parameters.get(BalancerParameters.TIMEOUT).toSeconds()),
                String.valueOf(balancer.attempts()),
                parameters.get(BalancerParameters.LB_METHOD).toString(),
                String.join(", ", balancer.paths()),
                "Yes");
        Tag row = Tag.of("tr");
        for (int i = 0; i < cells.size(); i++) {
            row.add(cell(COLUMNS.get(i), cells.get(i)));
        }
        return table("settings", COLUMNS).add(row);
    }

    private static Tag table(String kind, List<String> columns) {
        Tag head = Tag.of("tr").set("class", "head");
        columns.forEach(column -> {
            Tag title = Tag.of("th", column).set("scope", "col");
            head.add(column.startsWith("HC ") ? title.set("class", "told") : title);
        });
        return Tag.of("table").set("class", kind).add(head);
    }

    private static Tag cell(String column, String text) {
        return Tag.of("td", text).set("data-label", column);
    }

    // ---- members

    private Tag members() {
        Tag table = table("members", MemberColumns.of(balancer));
        balancer.members().forEach(member -> table.add(row(member)));
        return balancer.members().isEmpty() ? Tag.of("p", "It has no members.").set("class", "quiet") : table;
    }

    private Tag row(MemberFacts member) {
        List<String> columns = MemberColumns.of(balancer);
        List<String> texts = MemberColumns.texts(balancer, member, view.at());
        String name = member.backend().name();
        Tag row = Tag.of("tr").set("class", kind(member)).add(Tag.of("td").set("data-label", columns.getFirst()).set("class", "name")
                .add(Tag.of("a", name).set("href", link("&w=" + encoded(name)))));
        for (int i = 1; i < columns.size() - 1; i++) {
            Tag cell = cell(columns.get(i), texts.get(i));
            row.add(switch (columns.get(i)) {
                case "Status" -> cell.set("class", "word status");
                case "Now" -> cell.set("class", "word now");
                case String column when column.startsWith("HC ") -> cell.set("class", "told");
                default -> cell;
            });
        }
        Tag actions = Tag.of("td").set("data-label", columns.getLast()).set("class", "actions");
        return row.add(balancer.isEditable() ? actions.add(forms.actions(member)) : actions);
    }

    private static String kind(MemberFacts member) {
        if (member.status().contains(WorkerStatus.DRAIN)) {
            return "draining";
        } else if (!member.isUsable()) {
            boolean chosen = member.status().contains(WorkerStatus.DISABLED) || member.status().contains(WorkerStatus.STOPPED);
            return chosen ? "off" : "down";
        }
        return member.status().contains(WorkerStatus.HOT_STANDBY) || member.status().contains(WorkerStatus.HOT_SPARE) ? "reserve" : "up";
    }
}
