package dev.culvert.admin;

import dev.culvert.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page that httpd's operators know, and on it every open tunnel. Its script asks for itself again; without it all works. */
final class StatusPage {
    private static final Asset STYLE = Asset.of("page.css", "status.css");
    private static final Asset SCRIPT = Asset.of("status.js");
    private static final String POLICY = "default-src 'none'; style-src " + STYLE.source() + "; script-src " + SCRIPT.source()
            + "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final StatusView view;
    private final Gauges gauges;

    StatusPage(StatusView view) {
        this.view = view;
        this.gauges = view.gauges();
    }

    /** Referrer-Policy: a form that ends tunnels is believed if it comes from this page. */
    static Headers headers() {
        return Headers.of("Cache-Control", "no-store", "Content-Security-Policy", POLICY, "Referrer-Policy", "same-origin",
                "Vary", "Accept", "X-Content-Type-Options", "nosniff");
    }

    String html() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        Tag.of("html").set("lang", "en").add(head(), Tag.of("body").add(header(), tunnels())
                .add(StatusBalancers.of(view.balancers()))).write(out);
        return out.append('\n').toString();
    }

    private Tag head() {
        Tag head = Tag.of("head").add(
                Tag.of("meta").set("charset", "utf-8"),
                Tag.of("title", "Server Status: " + gauges.host()),
                Tag.of("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"),
                Tag.of("meta").set("name", "color-scheme").set("content", "light dark"),
                Tag.of("style").embed(STYLE));
        return view.isRefreshed() ? head : head.add(Tag.of("script").set("type", "module").embed(SCRIPT));
    }

    // ---- the server

    private Tag header() {
        Tag header = Tag.of("header").add(
                Tag.of("h1", "Server Status for " + gauges.host() + " (via " + gauges.via() + ")"),
                Tag.of("div").set("id", "now").add(tiles(), facts()));
        if (!view.done().isEmpty() || !view.refused().isEmpty()) {
            Tag notes = Tag.of("ul").set("class", "notes").set("role", "status");
            view.done().forEach(text -> notes.add(Tag.of("li", "Done: " + text).set("class", "done")));
            view.refused().forEach(text -> notes.add(Tag.of("li", "Not done: " + text).set("class", "refused")));
            header.add(notes);
        }
        return header;
    }

    private Tag tiles() {
        Tag tiles = Tag.of("ul").set("class", "tiles").add(
                tile(String.valueOf(gauges.tunnels()), gauges.tunnels() == 1 ? "open tunnel" : "open tunnels"),
                tile(String.valueOf(gauges.count().connections()), "client connections"),
                tile(String.valueOf(gauges.busy()), "requests under way"));
        if (view.extended()) {
            tiles.add(tile(String.valueOf(gauges.count().requests()), "requests in all"),
                    tile(Shown.bytes(gauges.count().bytes()), "sent to clients"));
        }
        return tiles.add(tile(Shown.duration(gauges.up()), "up"));
    }

    private static Tag tile(String number, String words) {
        return Tag.of("li").add(Tag.of("strong", number), Tag.of("span", words));
    }

    /** httpd's lines. */
    private Tag facts() {
        Tag facts = Tag.of("dl").add(
                Tag.of("dt", "Server Version: " + gauges.product()),
                Tag.of("dt", "Server MPM: event loops, " + gauges.loops()),
                Tag.of("dt", "Server Built: " + gauges.built()),
                Tag.of("dt", "Current Time: " + gauges.time()),
                Tag.of("dt", "Restart Time: " + gauges.restarted()),
                Tag.of("dt", "Parent Server Config. Generation: " + gauges.count().generation()),
                Tag.of("dt", "Server uptime: " + gauges.uptime()));
        if (!gauges.machine().load().isEmpty()) {
            facts.add(Tag.of("dt", "Server load: " + gauges.machine().load().stream()
                    .map(load -> String.format(Locale.ROOT, "%.2f", load)).collect(Collectors.joining(" "))));
        }
        return view.extended() ? facts.add(totals()) : facts;
    }

    private List<Tag> totals() {
        double cpu = gauges.machine().user() + gauges.machine().system();
        return List.of(
                Tag.of("dt", "Total accesses: " + gauges.count().requests() + " - Total Traffic: " + Shown.bytes(gauges.count().bytes())
                        + " - Total Duration: " + gauges.count().took().toMillis()),
                Tag.of("dt", "CPU Usage: u" + Gauges.number(gauges.machine().user()) + " s" + Gauges.number(gauges.machine().system())
                        + " - " + String.format(Locale.ROOT, "%.1f", gauges.perSecond(100 * cpu)) + "% CPU load"),
                Tag.of("dt", Gauges.number(gauges.perSecond(gauges.count().requests())) + " requests/sec - "
                        + Shown.bytes((long) gauges.perSecond(gauges.count().bytes())) + "/second - "
                        + Shown.bytes((long) gauges.perRequest(gauges.count().bytes())) + "/request"));
    }

    // ---- the tunnels

    private Tag tunnels() {
        TunnelForms forms = new TunnelForms(view);
        return Tag.of("section").add(
                Tag.of("div").set("class", "title").add(Tag.of("h2", "Tunnels"), forms.found(), live()),
                forms.filter(), forms.controlled(new TunnelTable(view).tag()), forms.pages());
    }

    /** Hidden until the script is there to mean it. */
    private Tag live() {
        Tag links = Tag.of("p").set("class", "links");
        if (!view.isRefreshed()) {
            links.add(Tag.of("label").set("class", "check").set("id", "live").set("hidden")
                    .add(Tag.of("input").set("type", "checkbox").set("checked"), Tag.of("span", "live")));
        }
        String query = view.tunnels().query().text();
        return links.add(Tag.of("a", "JSON").set("href", view.path() + (query.isEmpty() ? "?json" : query + "&json")),
                Tag.of("a", "auto").set("href", view.path() + "?auto"));
    }
}
