package dev.culvert.admin;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.Scheme;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Settings;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a form wants done, and what comes of it. */
final class Order {
    private static final String MODULE = "proxy_balancer";
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");
    private static final int LAST_PORT = 65_535;

    private final Fields fields;
    private final Args line;
    private final String who;
    private final Journal journal;
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int status = 200;

    /**
     * @param line see {@link Editable#read}
     * @param who it is from, for the log
     */
    Order(Fields fields, Args line, String who, Journal journal) {
        this.fields = fields;
        this.line = line;
        this.who = who;
        this.journal = journal;
    }

    /** What was done, told to whoever wanted it. */
    List<String> done() {
        return List.copyOf(done);
    }

    /** What was not done, and why. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    int status() {
        return status;
    }

    void refuse(String why) {
        refused.add(why);
    }

    // ---- a member

    void edit(Seen balancer, MemberFacts member) {
        List<String> changes = new ArrayList<>();
        Settings more = edited(Editable.OF_MEMBER, member.backend().parameters(), changes);
        more = withStatus(member, more, changes);
        if (!more.isEmpty()) {
            balancer.live().edit(member.member(), more);
            tell(balancer.name() + ": " + member.backend().name() + ": " + String.join(", ", changes));
        }
    }

    private Settings withStatus(MemberFacts member, Settings soFar, List<String> changes) {
        Set<WorkerStatus> now = Statuses.chosen(member.status());
        Set<WorkerStatus> next = Statuses.changed(member.status(), fields);
        if (next.equals(now)) {
            return soFar;
        }
        for (Statuses.Switch one : Statuses.SWITCHES) {
            if (next.contains(one.status()) != now.contains(one.status())) {
                changes.add(one.title() + (next.contains(one.status()) ? " on" : " off"));
            }
        }
        return soFar.put(WorkerParameters.STATUS, next);
    }

    // ---- a balancer

    void edit(Seen balancer) {
        List<String> changes = new ArrayList<>();
        Settings more = edited(Editable.OF_BALANCER, balancer.parameters(), changes);
        if (!more.isEmpty()) {
            balancer.live().edit(more);
            tell(balancer.name() + ": " + String.join(", ", changes));
        }
        if (fields.value("b_wyes").filter("1"::equals).isPresent()) {
            fields.value("b_nwrkr").map(String::strip).filter(url -> !url.isEmpty()).ifPresent(url -> add(balancer, url));
        }
    }

    private void add(Seen balancer, String text) {
        Optional<BackendUrl> url = BackendUrl.parse(text).filter(known -> PLAIN.matcher(text).matches()
                && Scheme.of(known.scheme()).isPresent() && known.hasPlainHost()
                        && known.port().orElse(0) <= LAST_PORT).map(Order::withoutSlash);
        if (url.isEmpty()) {
            fail("AH10163", balancer, "expected the URL of a member, such as ws://10.0.0.1:8080, but was '" + text + "'");
        } else if (balancer.member(url.get().toString()).isPresent()) {
            fail("AH10164", balancer, url.get() + " is a member already");
        } else if (balancer.live().add(url.get(), 0).isEmpty()) {
            fail("AH10164", balancer, url.get() + " is one too many: growth= allows for " + balancer.most() + " members");
        } else {
            tell(balancer.name() + ": added " + url.get() + ", which is disabled until you enable it");
        }
    }

    /** A path of its own would stand before the request's. */
    private static BackendUrl withoutSlash(BackendUrl url) {
        return url.path().equals("/") ? new BackendUrl(url.unixSocket(), url.scheme(), url.host(), url.port(), "") : url;
    }

    /** httpd: a member that cannot be added is the one mistake that is no 200. */
    private void fail(String number, Seen balancer, String why) {
        status = 400;
        refuse(why);
        journal.say(Remark.error(MODULE, number, balancer.name() + ": no member was added: " + why + "; asked for by " + who));
    }

    // ---- both

    private Settings edited(List<Editable<?>> all, Settings now, List<String> changes) {
        Settings more = Settings.NONE;
        for (Editable<?> one : all) {
            Optional<String> text = fields.value(one.field()).map(value -> spelled(one, value.strip())).filter(one::says);
            more = text.isPresent() ? edited(one, text.get(), now, more, changes) : more;
        }
        return more;
    }

    private Settings edited(Editable<?> one, String text, Settings now, Settings more, List<String> changes) {
        try {
            if (one.isShown(now, text)) {
                return more;
            }
            Settings read = one.read(more, line, one.withUnit(text));
            if (one.isSame(read, now)) {
                return more;
            }
            changes.add(one.key() + " " + quoted(one.shown(now)) + " -> " + quoted(one.shown(read)));
            return read;
        } catch (Misread misread) {
            refuse(one.field() + ": " + misread.diagnostic().message());
            return more;
        }
    }

    /** httpd: a 1 or a 0, where a configuration has On or Off. */
    private static String spelled(Editable<?> one, String text) {
        if (one.equals(Editable.NO_FAILOVER)) {
            return text.equals("1") ? "On" : text.equals("0") ? "Off" : text;
        }
        return text;
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private void tell(String what) {
        done.add(what);
        journal.say(new Remark(Level.NOTICE, MODULE, "", what + "; by " + who));
    }
}
