package dev.culvert.admin;

import dev.culvert.proxy.TunnelFacts;
import java.util.List;
import java.util.OptionalLong;

/** The open tunnels as a table, one row each; on a phone each row is a card. */
final class TunnelTable {
    private record Column(TunnelOrder order, String title, String kind) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(TunnelOrder.ID, "#", "number"),
            new Column(TunnelOrder.CLIENT, "Client", "client"),
            new Column(TunnelOrder.PATH, "Host and path", "path"),
            new Column(TunnelOrder.BACKEND, "Backend", "backend"),
            new Column(TunnelOrder.PROTOCOL, "Protocol", "protocol"),
            new Column(TunnelOrder.AGE, "Age", "number"),
            new Column(TunnelOrder.IDLE, "Idle", "number"),
            new Column(TunnelOrder.BYTES_UP, "Bytes ↑", "number"),
            new Column(TunnelOrder.BYTES_DOWN, "Bytes ↓", "number"),
            new Column(TunnelOrder.MESSAGES_UP, "Msgs ↑", "number"),
            new Column(TunnelOrder.MESSAGES_DOWN, "Msgs ↓", "number"));

    private final StatusView view;
    private final TunnelList list;

    TunnelTable(StatusView view) {
        this.view = view;
        this.list = view.tunnels();
    }

    Tag tag() {
        Tag rows = Tag.of("tbody").set("id", "rows");
        list.rows().forEach(row -> rows.add(row(row)));
        return Tag.of("table").set("class", "tunnels").add(Tag.of("thead").add(head()), rows);
    }

    private Tag head() {
        Tag head = Tag.of("tr").set("class", "head");
        if (view.control().isPresent()) {
            head.add(Tag.of("th").set("scope", "col").set("class", "pick").add(Tag.of("input").set("type", "checkbox").set("id", "whole")
                    .set("hidden").set("aria-label", "Select all of this page")));
        }
        COLUMNS.forEach(column -> head.add(title(column)));
        return head;
    }

    private Tag title(Column column) {
        boolean sorted = column.order() == list.query().order();
        boolean rising = list.query().direction() == TunnelOrder.Direction.UP;
        Tag title = Tag.of("th").set("scope", "col").set("class", column.kind())
                .add(Tag.of("a", column.title() + (sorted ? rising ? " ▲" : " ▼" : ""))
                        .set("href", view.path() + list.query().by(column.order()).text())
                        .set("title", "Sort by " + column.order().title()));
        return sorted ? title.set("aria-sort", rising ? "ascending" : "descending") : title;
    }

    // ---- a row

    private Tag row(TunnelRow row) {
        TunnelFacts facts = row.facts();
        Tag tag = Tag.of("tr").set("id", "r" + facts.id());
        if (view.control().isPresent()) {
            tag.add(Tag.of("td").set("class", "pick").add(Tag.of("input").set("type", "checkbox").set("name", "t" + facts.id())
                    .set("aria-label", "Select tunnel " + facts.id())));
        }
        return tag.add(
                cell("#", "number id", String.valueOf(facts.id())),
                cell("Client", "client", facts.client()).set("title", "port " + facts.port()),
                path(facts), backend(facts), protocol(facts),
                cell("Age", "number", Shown.duration(row.age())).set("title", "since " + facts.opened()),
                cell("Idle", "number", Shown.duration(row.traffic().idle())),
                bytes("Bytes ↑", row.traffic().up().bytes()),
                bytes("Bytes ↓", row.traffic().down().bytes()),
                cell("Msgs ↑", "number", messages(row.traffic().up().messages())),
                cell("Msgs ↓", "number", messages(row.traffic().down().messages())));
    }

    private static Tag cell(String label, String kind, String text) {
        return Tag.of("td", text).set("class", kind).set("data-label", label);
    }

    private Tag path(TunnelFacts facts) {
        return Tag.of("td").set("class", "path").set("data-label", "Host and path")
                .add(Tag.of("span", facts.host()).set("class", "quiet"), Tag.of("span", " " + Shown.path(facts.path(), view.seesTail())));
    }

    private static Tag backend(TunnelFacts facts) {
        Tag cell = cell("Backend", "backend", facts.backend());
        return facts.balancer().isEmpty() ? cell : cell.add(Tag.of("span", " " + facts.balancer()).set("class", "quiet"));
    }

    private static Tag protocol(TunnelFacts facts) {
        String version = facts.spoken().toString().replace("HTTP/", "h").replace(".0", "");
        return cell("Protocol", "protocol", facts.protocol() + (facts.subprotocol().isEmpty() ? "" : " " + facts.subprotocol()))
                .add(Tag.of("span", " " + version).set("class", "quiet"));
    }

    private static Tag bytes(String label, long bytes) {
        return cell(label, "number", Shown.bytes(bytes)).set("title", bytes + " bytes");
    }

    private static String messages(OptionalLong messages) {
        return messages.isPresent() ? String.valueOf(messages.getAsLong()) : "–";
    }
}
