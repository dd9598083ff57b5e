package dev.culvert.admin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands around the table of tunnels: which of them to see, the pages, and how to end some. */
final class TunnelForms {
    /** Of hosts and backends that can be chosen from a list; others can be searched for. */
    private static final int CHOICES = 100;
    private static final Map<Integer, String> CODES = codes();

    private final StatusView view;
    private final TunnelList list;
    private final StatusQuery query;

    TunnelForms(StatusView view) {
        this.view = view;
        this.list = view.tunnels();
        this.query = list.query();
    }

    private static Map<Integer, String> codes() {
        Map<Integer, String> codes = new LinkedHashMap<>();
        codes.put(1012, "service restart");
        codes.put(1001, "going away");
        codes.put(1013, "try again later");
        codes.put(1008, "policy violation");
        codes.put(1011, "internal error");
        codes.put(1000, "normal");
        return codes;
    }

    // ---- which

    Tag filter() {
        Tag form = Tag.of("form").set("class", "filter").set("method", "get").set("action", view.path()).set("role", "search");
        form.add(field("Search", "q", Tag.of("input").set("type", "search").set("value", query.search())
                .set("placeholder", "client, path, backend, protocol …")));
        form.add(field("Host", "host", choice("all hosts", query.host(), list.hosts())));
        form.add(field("Backend", "backend", choice("all backends", query.backend(), list.backends())));
        form.add(field("Sort by", "sort", orders()));
        form.add(field("Order", "order", Tag.of("select").add(
                option("desc", "descending", query.direction() == TunnelOrder.Direction.DOWN),
                option("asc", "ascending", query.direction() == TunnelOrder.Direction.UP))));
        form.add(field("Rows", "limit", Tag.of("select").add(Stream.of(query.limit(), 25, StatusQuery.USUAL, 100, StatusQuery.MOST)
                .distinct().sorted().map(rows -> option(String.valueOf(rows), String.valueOf(rows), rows == query.limit())).toList())));
        return form.add(Tag.of("button", "Show").set("type", "submit"));
    }

    private static Tag field(String label, String name, Tag control) {
        return Tag.of("label").set("class", "field field-" + name).add(Tag.of("span", label), control.set("name", name));
    }

    private static Tag option(String value, String text, boolean chosen) {
        Tag option = Tag.of("option", text).set("value", value);
        return chosen ? option.set("selected") : option;
    }

    private static Tag choice(String all, String chosen, Map<String, Long> names) {
        Tag select = Tag.of("select").add(option("", all, chosen.isEmpty()));
        if (!chosen.isEmpty() && !names.containsKey(chosen)) {
            select.add(option(chosen, chosen + " (0)", true));
        }
        return select.add(names.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .filter(one -> one.getKey().equals(chosen) || names.size() <= CHOICES || one.getValue() > 1).limit(CHOICES)
                .map(one -> option(one.getKey(), one.getKey() + " (" + one.getValue() + ")", one.getKey().equals(chosen))).toList());
    }

    private Tag orders() {
        return Tag.of("select").add(Stream.of(TunnelOrder.values())
                .map(order -> option(order.key(), order.title(), order == query.order())).toList());
    }

    // ---- how many

    Tag found() {
        String range = list.rows().isEmpty() ? "No tunnel" : (query.offset() + 1) + "–" + (query.offset() + list.rows().size());
        return Tag.of("p").set("id", "found").set("class", "found").add(Tag.of("strong", range))
                .say(" of " + list.matching() + (query.isForAll() ? "" : " that match, " + list.all() + " in all") + " · ↑ "
                        + Shown.bytes(list.up()) + " ↓ " + Shown.bytes(list.down()));
    }

    Tag pages() {
        int last = list.matching() == 0 ? 0 : (list.matching() - 1) / query.limit() * query.limit();
        Tag pages = Tag.of("nav").set("id", "pages").set("class", "pages").set("aria-label", "Pages");
        return last == 0 ? pages : pages.add(page("« First", 0), page("‹ Previous", Math.max(0, query.offset() - query.limit())),
                page("Next ›", Math.min(last, query.offset() + query.limit())), page("Last »", last));
    }

    private Tag page(String label, int offset) {
        return offset == query.offset() ? Tag.of("span", label).set("class", "quiet")
                : Tag.of("a", label).set("href", view.path() + query.from(offset).text());
    }

    // ---- ending

    /** The table in a form, if somebody may end tunnels here. */
    Tag controlled(Tag table) {
        if (view.control().isEmpty()) {
            return table;
        }
        return Tag.of("form").set("method", "post").set("action", view.path() + query.text()).set("class", "control")
                .add(table, Tag.of("input").set("type", "hidden").set("name", "nonce").set("value", view.control().get()), farewell());
    }

    private Tag farewell() {
        Tag codes = Tag.of("select").set("id", "code");
        CODES.forEach((code, words) -> codes.add(option(String.valueOf(code), code + " " + words, false)));
        return Tag.of("fieldset").add(
                Tag.of("legend", "End tunnels"),
                field("Close code", "code", codes),
                field("Reason, told to both ends", "reason", Tag.of("input").set("type", "text").set("maxlength", "123")),
                Tag.of("button", "End selected").set("type", "submit").set("class", "submit").set("id", "end"),
                Tag.of("div").set("class", "every").add(List.of(
                        Tag.of("label").set("class", "check").add(Tag.of("input").set("type", "checkbox").set("name", "sure"),
                                Tag.of("span", query.isForAll() ? "Yes, every tunnel" : "Yes, all that match")),
                        Tag.of("button", "End all " + list.matching()).set("type", "submit").set("name", "all").set("value", "1")
                                .set("id", "all"))));
    }
}
