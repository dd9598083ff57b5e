package dev.culvert.admin;

import dev.culvert.http.Headers;
import java.util.ArrayList;
import java.util.List;

/** The page that httpd's operators know, for people and for scripts that read it; needs nothing but itself. */
final class ManagerPage {
    private static final Asset STYLE = Asset.of("page.css", "manager.css");
    private static final String POLICY = "default-src 'none'; style-src " + STYLE.source()
            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /** How often the page loads itself again, if it is told to. */
    private static final int SECONDS = 5;

    private final View view;

    ManagerPage(View view) {
        this.view = view;
    }

    /** Referrer-Policy: the manager believes its own page only, and knows it by the Referer. */
    static Headers headers() {
        return Headers.of("Cache-Control", "no-store", "Content-Security-Policy", POLICY, "Referrer-Policy", "same-origin",
                "Vary", "Accept", "X-Content-Type-Options", "nosniff");
    }

    String html() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        Tag.of("html").set("lang", "en").add(head(), Tag.of("body").add(header()).add(balancers())).write(out);
        return out.append('\n').toString();
    }

    private Tag head() {
        Tag head = Tag.of("head").add(
                Tag.of("meta").set("charset", "utf-8"),
                Tag.of("title", "Balancer Manager"),
                Tag.of("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"),
                Tag.of("meta").set("name", "color-scheme").set("content", "light dark"));
        view.refresh().ifPresent(seconds -> head.add(Tag.of("meta").set("http-equiv", "refresh")
                .set("content", seconds + "; url=" + view.path() + "?refresh=" + seconds)));
        return head.add(Tag.of("style").embed(STYLE));
    }

    private Tag header() {
        Tag facts = Tag.of("dl").add(Tag.of("dt", "Server Version: " + view.desk().product()),
                Tag.of("dt", "Server Built: " + view.desk().built()));
        view.desk().remarks().forEach(remark -> facts.add(Tag.of("dt", remark)));
        Tag header = Tag.of("header").add(Tag.of("h1", "Load Balancer Manager for " + view.host()), facts, refreshing());
        if (!view.done().isEmpty() || !view.refused().isEmpty()) {
            Tag notes = Tag.of("ul").set("class", "notes").set("role", "status");
            view.done().forEach(text -> notes.add(Tag.of("li", "Done: " + text).set("class", "done")));
            view.refused().forEach(text -> notes.add(Tag.of("li", "Not done: " + text).set("class", "refused")));
            header.add(notes);
        }
        return header;
    }

    private Tag refreshing() {
        Tag line = Tag.of("p").set("class", "refresh");
        if (view.refresh().isPresent()) {
            return line.say("This page loads itself again every " + view.refresh().getAsInt() + " s. ")
                    .add(Tag.of("a", "Stop that").set("href", view.path()));
        }
        return line.add(Tag.of("a", "Load again").set("href", view.path()))
                .say(" · ")
                .add(Tag.of("a", "again every " + SECONDS + " s").set("href", view.path() + "?refresh=" + SECONDS))
                .say(" · ")
                .add(Tag.of("a", "as JSON").set("href", view.path() + "?json=1"));
    }

    private List<Tag> balancers() {
        List<Tag> all = new ArrayList<>();
        if (view.balancers().isEmpty()) {
            all.add(Tag.of("p", "There are no balancers here: a <Proxy balancer://name> with BalancerMember lines makes one."));
        }
        for (int i = 0; i < view.balancers().size(); i++) {
            all.add(new BalancerSection(view, view.balancers().get(i), "b" + i).tag());
        }
        return all;
    }
}
