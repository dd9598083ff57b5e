package dev.culvert.admin;

import dev.culvert.http.Headers;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Operations;
import dev.culvert.proxy.Totals;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.StatusDetail;
import dev.culvert.world.Journal;
import dev.culvert.world.Remark;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The page server-status: how the program is, and every open tunnel of every virtual host. */
final class StatusConsole implements Operations {
    /** httpd: where no number says otherwise. */
    private static final int SECONDS = 10;
    private static final int MOST_SECONDS = 86_400;

    private final LiveTunnels tunnels;
    private final Totals totals;
    private final Nonces nonces;
    private final Clock clock;
    private final View.Facts facts;
    private final Supplier<List<Seen>> balancers;

    /** @param balancers of the virtual host, as they are now */
    StatusConsole(LiveTunnels tunnels, Totals totals, Nonces nonces, Clock clock, View.Facts facts, Supplier<List<Seen>> balancers) {
        this.tunnels = tunnels;
        this.totals = totals;
        this.nonces = nonces;
        this.clock = clock;
        this.facts = facts;
        this.balancers = balancers;
    }

    @Override
    public Answer answer(Asked asked, Journal journal) {
        Fields query = Fields.ofTarget(asked.target());
        StatusQuery wanted = StatusQuery.of(query);
        Optional<String> control = asked.settings().get(StatusDirectives.CONTROL) ? Optional.of(nonces.ofProgram()) : Optional.empty();
        boolean posted = asked.request().method().equals("POST");
        Dismissal dismissal = new Dismissal(tunnels, posted ? Fields.ofForm(asked.form(), FORM_BYTES - 1) : Fields.NONE);
        int status = posted ? decide(dismissal, wanted, asked, journal) : 200;
        TunnelList list = TunnelList.of(tunnels.all(), wanted, clock.instant());
        StatusView view = new StatusView(gauges(asked, list.all()), asked.settings().get(StatusDirectives.EXTENDED),
                asked.settings().get(StatusDirectives.SEE_TAIL), OwnPage.path(asked.target()), list,
                asked.settings().get(ProxyDirectives.STATUS) == StatusDetail.OFF ? List.of() : balancers.get(),
                control, dismissal.done(), dismissal.refused(), query.has("refresh"));
        return answer(status, view, query, asked.request().headers());
    }

    /** @return the status of the answer */
    private int decide(Dismissal dismissal, StatusQuery query, Asked asked, Journal journal) {
        if (!asked.settings().get(StatusDirectives.CONTROL)) {
            dismissal.refuse("CulvertStatusControl is Off here");
        } else if (!OwnPage.sent(asked)) {
            dismissal.refuse("the form is not of this page");
            journal.say(Remark.error("status", "", "a form that ends tunnels does not come from its own page: "
                    + OwnPage.expected(asked) + "; sent by " + OwnPage.visitor(asked)));
        } else if (!nonces.admitsProgram(dismissal.nonce())) {
            dismissal.refuse("the form is not of this page, or of one before a restart (its nonce is another)");
        } else {
            dismissal.carryOut(query, OwnPage.visitor(asked), journal);
            return dismissal.refused().isEmpty() ? 200 : 400;
        }
        return 403;
    }

    private Gauges gauges(Asked asked, int open) {
        return new Gauges(asked.identity().name(), asked.client().local().getAddress().getHostAddress(), facts.product(), facts.built(),
                ZonedDateTime.now(clock), totals.count(), open, Runtime.getRuntime().availableProcessors(), Machine.now());
    }

    private static Answer answer(int status, StatusView view, Fields query, Headers headers) {
        Headers all = query.value("refresh").map(text -> Headers.of("Refresh", String.valueOf(seconds(text)))).orElse(Headers.NONE);
        String accepted = headers.joined("Accept").orElse("");
        if (query.has("auto")) {
            return new Answer(status, all.toBuilder().add("Cache-Control", "no-store").build(), "text/plain; charset=utf-8",
                    StatusText.of(view));
        } else if (query.has("json") || (accepted.contains("application/json") && !accepted.contains("text/html"))) {
            Headers json = Headers.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff", "Vary", "Accept");
            return new Answer(status, all.toBuilder().addAll(json).build(), "application/json", StatusJson.of(view));
        }
        return new Answer(status, all.toBuilder().addAll(StatusPage.headers()).build(), "text/html; charset=utf-8",
                new StatusPage(view).html());
    }

    /** httpd: the digits that it begins with, ten if there are none. */
    private static int seconds(String text) {
        String digits = text.replaceFirst("[^0-9].*$", "");
        int seconds = digits.isEmpty() || digits.length() > 6 ? SECONDS : Integer.parseInt(digits);
        return seconds == 0 ? SECONDS : Math.min(seconds, MOST_SECONDS);
    }
}
