package dev.culvert.admin;

import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A form that ends tunnels: {@code t7=on} for the one with the number 7, or {@code all} that the query finds. */
final class Dismissal {
    /** What RFC 6455 §7.4 and its registry let a server say, and what helps whoever reads it. */
    static final List<Integer> CODES = List.of(1000, 1001, 1008, 1011, 1012, 1013);

    private static final Pattern SELECTED = Pattern.compile("t([0-9]{1,18})");
    private static final Pattern CODE = Pattern.compile("[0-9]{4}");

    private final LiveTunnels tunnels;
    private final Fields form;
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    Dismissal(LiveTunnels tunnels, Fields form) {
        this.tunnels = tunnels;
        this.form = form;
    }

    List<String> done() {
        return done;
    }

    List<String> refused() {
        return refused;
    }

    /** What shows that the form was made here. */
    String nonce() {
        return form.value("nonce").orElse("");
    }

    void refuse(String why) {
        refused.add("no tunnel was ended: " + why);
    }

    /** @param who asks, for the log */
    void carryOut(StatusQuery query, String who, Journal journal) {
        Optional<Farewell> farewell = farewell();
        List<LiveTunnel> chosen = chosen(query);
        if (farewell.isEmpty()) {
            refuse("expected a code of " + CODES + " or from 3000 to 4999, and a reason of at most " + Farewell.REASON_LIMIT
                    + " bytes, but was '" + form.value("code").orElse("") + "' and '" + form.value("reason").orElse("") + "'");
        } else if (form.has("all") && !form.has("sure")) {
            refuse("all that match are meant, and the box that says so is not ticked");
        } else if (chosen.isEmpty()) {
            refuse("none was chosen, or they have ended already");
        } else {
            chosen.forEach(one -> one.insist(farewell.get()));
            tell(chosen, query, farewell.get(), who, journal);
        }
    }

    private void tell(List<LiveTunnel> chosen, StatusQuery query, Farewell farewell, String who, Journal journal) {
        String what = (chosen.size() == 1 ? "1 tunnel is" : chosen.size() + " tunnels are") + " told to end with " + farewell.code()
                + (farewell.reason().isEmpty() ? "" : " '" + farewell.reason() + "'");
        done.add(what);
        journal.say(new Remark(Level.NOTICE, "status", "", what + " (" + (form.has("all") ? query.words() : "chosen one by one")
                + "); by " + who));
    }

    private Optional<Farewell> farewell() {
        String reason = form.value("reason").orElse("").strip();
        boolean fits = reason.getBytes(StandardCharsets.UTF_8).length <= Farewell.REASON_LIMIT;
        return form.value("code").filter(text -> fits && CODE.matcher(text).matches()).map(Integer::valueOf)
                .filter(code -> CODES.contains(code) || (code >= 3000 && code < 5000)).map(code -> new Farewell(code, reason));
    }

    private List<LiveTunnel> chosen(StatusQuery query) {
        return form.has("all") ? TunnelList.matching(tunnels.all(), query) : selected(form.names());
    }

    private List<LiveTunnel> selected(Set<String> names) {
        return names.stream().map(SELECTED::matcher).filter(matcher -> matcher.matches())
                .flatMap(matcher -> tunnels.find(Long.parseLong(matcher.group(1))).stream()).toList();
    }
}
