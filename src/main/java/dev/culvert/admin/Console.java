package dev.culvert.admin;

import dev.culvert.balance.MemberFacts;
import dev.culvert.directive.Args;
import dev.culvert.http.Headers;
import dev.culvert.proxy.Operations;
import dev.culvert.world.Journal;
import dev.culvert.world.Remark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The balancer manager of one virtual host: its own balancers, and those of the main server that it has as well. */
final class Console implements Operations {
    /** httpd: of a query these count; what changes anything has to be posted. */
    private static final Set<String> IN_QUERY = Set.of("b", "w", "nonce", "xml");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,3}");

    private final Desk desk;
    private final View.Facts facts;
    private final Supplier<List<Seen>> balancers;
    private final Args line;
    private final Runnable changed;

    /**
     * @param balancers as they are now
     * @param line what the words of forms stand in
     * @param changed is run once something was edited
     */
    Console(Desk desk, View.Facts facts, Supplier<List<Seen>> balancers, Args line, Runnable changed) {
        this.desk = desk;
        this.facts = facts;
        this.balancers = balancers;
        this.line = line;
        this.changed = changed;
    }

    @Override
    public Answer answer(Asked asked, Journal journal) {
        Fields query = Fields.ofTarget(asked.target());
        Fields posted = asked.request().method().equals("POST") ? Fields.ofForm(asked.form()) : Fields.NONE;
        Fields fields = believed(query.only(IN_QUERY).with(posted), asked, journal);
        Order order = new Order(fields, line, OwnPage.visitor(asked), journal);
        if (!posted.isEmpty() && !fields.isEmpty()) {
            carryOut(order, fields);
        }
        List<Seen> now = balancers.get();
        View.Chosen open = isWhole(fields, posted) || !order.refused().isEmpty() ? chosen(now, fields) : View.Chosen.NOTHING;
        View view = new View(facts, asked.identity().name(), OwnPage.path(asked.target()), now, open, order.done(), order.refused(),
                seconds(query.with(posted)), desk.clock().instant());
        return answer(order.status(), view, Format.of(fields, query, asked.request().headers()));
    }

    /** Whether the form of what was chosen is to be seen open: not after a click on one of the buttons. */
    private static boolean isWhole(Fields fields, Fields posted) {
        return posted.isEmpty() || fields.has("w_lf") || fields.has("b_lbm");
    }

    /** httpd: whatever comes from a page of another site has no say. */
    private static Fields believed(Fields fields, Asked asked, Journal journal) {
        if (fields.isEmpty() || OwnPage.sent(asked)) {
            return fields;
        }
        journal.say(Remark.error("proxy_balancer", "AH10187", "the balancer manager overlooks the parameters of a request that does"
                + " not come from its own page: " + OwnPage.expected(asked)));
        return Fields.NONE;
    }

    private void carryOut(Order order, Fields fields) {
        View.Chosen to = chosen(balancers.get(), fields);
        if (to.balancer().isEmpty()) {
            return;
        }
        Seen balancer = to.balancer().get();
        if (!desk.nonces().admits(balancer.live(), fields.value("nonce").orElse(""))) {
            order.refuse(balancer.isEditable()
                    ? "nothing was changed: the form is not of this page, or of one before a restart (its nonce is another)"
                    : "nothing was changed: nonce=None forbids edits of " + balancer.name());
            return;
        }
        if (to.member().isPresent()) {
            order.edit(balancer, to.member().get());
        } else {
            order.edit(balancer);
        }
        if (!order.done().isEmpty()) {
            changed.run();
        }
    }

    private static View.Chosen chosen(List<Seen> all, Fields fields) {
        Optional<Seen> balancer = fields.value("b")
                .flatMap(key -> all.stream().filter(one -> one.key().equals(key.toLowerCase(Locale.ROOT))).findFirst());
        Optional<MemberFacts> member = balancer.flatMap(one -> fields.value("w").flatMap(one::member));
        return new View.Chosen(balancer, member);
    }

    private static OptionalInt seconds(Fields fields) {
        return fields.value("refresh").filter(text -> SECONDS.matcher(text).matches()).map(Integer::parseInt)
                .map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static Answer answer(int status, View view, Format format) {
        return switch (format) {
            case HTML -> new Answer(status, ManagerPage.headers(), "text/html; charset=utf-8", new ManagerPage(view).html());
            case XML -> new Answer(status, Headers.of("Cache-Control", "no-store"), "text/xml", ManagerXml.of(view));
            case JSON -> new Answer(status,
                    Headers.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff", "Vary", "Accept"),
                    "application/json", ManagerJson.of(view));
        };
    }

    private enum Format {
        HTML, XML, JSON;

        /** @param query JSON is for reading, like the page itself, so anybody may ask for it */
        static Format of(Fields believed, Fields query, Headers headers) {
            if (believed.value("xml").filter("1"::equals).isPresent()) {
                return XML;
            }
            String accepted = headers.joined("Accept").orElse("");
            boolean json = query.value("json").filter("1"::equals).isPresent()
                    || (accepted.contains("application/json") && !accepted.contains("text/html"));
            return json ? JSON : HTML;
        }
    }
}
