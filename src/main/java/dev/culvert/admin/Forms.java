package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be done to one balancer and its members: httpd's fields, by httpd's names. */
final class Forms {
    private static final List<String> LB_METHODS = List.of("byrequests", "bytraffic", "bybusyness", "hash");
    private static final List<String> CHECK_METHODS = List.of("NONE", "TCP", "OPTIONS", "HEAD", "GET", "OPTIONS11", "HEAD11",
            "GET11", "WEBSOCKET");

    private final View view;
    private final Seen balancer;
    private final String id;

    /** @param id no other balancer of the page has */
    Forms(View view, Seen balancer, String id) {
        this.view = view;
        this.balancer = balancer;
        this.id = id;
    }

    /** One click each. */
    List<Tag> actions(MemberFacts member) {
        return List.of(member.status().contains(WorkerStatus.DRAIN) ? action(member, "Undrain", "w_status_N", "0")
                        : action(member, "Drain", "w_status_N", "1"),
                member.status().contains(WorkerStatus.DISABLED) ? action(member, "Enable", "w_status_D", "0")
                        : action(member, "Disable", "w_status_D", "1"));
    }

    private Tag action(MemberFacts member, String label, String field, String value) {
        return form(member.backend().name()).add(Tag.of("button", label).set("type", "submit").set("name", field).set("value", value)
                .set("aria-label", label + " " + member.backend().name()));
    }

    /** Every field there is, folded away. */
    List<Tag> all() {
        List<Tag> all = new ArrayList<>();
        List<MemberFacts> members = balancer.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).backend().name();
            all.add(folded("Edit worker settings for " + name, view.chosen().is(balancer, members.get(i)),
                    form(name).add(member(members.get(i), id + "m" + i))));
        }
        all.add(folded("Edit balancer settings for " + balancer.name(), view.chosen().is(balancer), form("").add(balancer())));
        return List.of(Tag.of("div").set("class", "edits").add(all));
    }

    private static Tag folded(String title, boolean open, Tag form) {
        Tag details = Tag.of("details");
        Tag summary = Tag.of("summary", title);
        if (open) {
            details.set("open");
            summary.set("autofocus");
        }
        return details.add(summary, form);
    }

    /** @param member empty if it is about the balancer */
    private Tag form(String member) {
        Tag form = Tag.of("form").set("method", "POST").set("action", view.path());
        if (!member.isEmpty()) {
            form.add(hidden("w", member));
        }
        form.add(hidden("b", balancer.key()), hidden("nonce", balancer.nonce()));
        view.refresh().ifPresent(seconds -> form.add(hidden("refresh", String.valueOf(seconds))));
        return form;
    }

    private static Tag hidden(String name, String value) {
        return Tag.of("input").set("type", "hidden").set("name", name).set("value", value);
    }

    // ---- the fields

    private static List<Tag> member(MemberFacts member, String id) {
        Settings now = member.backend().parameters();
        Tag switches = Tag.of("fieldset").add(Tag.of("legend", "Status"));
        Statuses.SWITCHES.forEach(one -> switches.add(choice(id, one.title(), one.field(), List.of("1", "0"),
                member.status().contains(one.status()) ? "1" : "0")));
        Tag checks = Tag.of("fieldset").add(Tag.of("legend", "Health check"),
                choice(id, "Method", Editable.METHOD.field(), CHECK_METHODS, Seen.method(member)),
                text(id, "Expr", Editable.EXPRESSION, now, "text"),
                text(id, "Interval (ms)", Editable.INTERVAL, now, "text"),
                text(id, "Passes trigger", Editable.PASSES, now, "number"),
                text(id, "Fails trigger", Editable.FAILS, now, "number"),
                text(id, "HC uri", Editable.URI, now, "text"));
        return List.of(Tag.of("fieldset").add(Tag.of("legend", "Share"),
                        text(id, "Load factor", Editable.FACTOR, now, "text"),
                        text(id, "LB Set", Editable.LB_SET, now, "number"),
                        text(id, "Route", Editable.ROUTE, now, "text"),
                        text(id, "Route Redirect", Editable.REDIRECT, now, "text")),
                switches, checks, submit());
    }

    private List<Tag> balancer() {
        Settings now = balancer.parameters();
        String method = now.get(BalancerParameters.LB_METHOD).toString();
        List<String> methods = Stream.concat(LB_METHODS.stream(), Stream.of(method)).distinct().toList();
        Tag fields = Tag.of("fieldset").add(Tag.of("legend", "Balancer"),
                choice(id, "LBmethod", Editable.LB_METHOD.field(), methods, method),
                text(id, "Timeout (s)", Editable.TIMEOUT, now, "number"),
                text(id, "Failover Attempts (all but one if empty)", Editable.ATTEMPTS, now, "number"),
                choice(id, "Disable Failover", Editable.NO_FAILOVER.field(), List.of("1", "0"),
                        now.get(BalancerParameters.NO_FAILOVER) ? "1" : "0"),
                text(id, "Sticky Session (use - to delete)", Editable.STICKY, now, "text"));
        return balancer.members().size() < balancer.most() ? List.of(fields, adding(), submit()) : List.of(fields, submit());
    }

    private Tag adding() {
        String sure = id + "b_wyes";
        return Tag.of("fieldset").add(Tag.of("legend", "Add New Worker"),
                field(id + "b_nwrkr", "URL", Tag.of("input").set("type", "text").set("name", "b_nwrkr").set("inputmode", "url")),
                Tag.of("div").set("class", "check").add(
                        Tag.of("input").set("type", "checkbox").set("name", "b_wyes").set("value", "1").set("id", sure),
                        Tag.of("label", "Are you sure?").set("for", sure)));
    }

    private static Tag submit() {
        return Tag.of("div").add(Tag.of("button", "Submit").set("type", "submit").set("class", "submit"));
    }

    private static Tag text(String id, String label, Editable<?> one, Settings now, String type) {
        return field(id + one.field(), label,
                Tag.of("input").set("type", type).set("name", one.field()).set("value", one.shown(now)).set("autocomplete", "off"));
    }

    private static Tag choice(String id, String label, String name, List<String> values, String now) {
        Tag select = Tag.of("select").set("name", name);
        for (String value : values) {
            Tag option = Tag.of("option", value.equals("1") ? "On" : value.equals("0") ? "Off" : value).set("value", value);
            select.add(value.equals(now) ? option.set("selected") : option);
        }
        return field(id + name, label, select);
    }

    private static Tag field(String id, String label, Tag input) {
        return Tag.of("div").set("class", "field").add(Tag.of("label", label).set("for", id), input.set("id", id));
    }
}
