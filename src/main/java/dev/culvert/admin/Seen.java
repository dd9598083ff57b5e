package dev.culvert.admin;

import dev.culvert.balance.Balancer;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A balancer as it is at one moment.
 *
 * @param nonce empty where nothing may be edited
 * @param paths that are mapped to it
 */
record Seen(LiveBalancer live, Balancer configured, Settings parameters, List<MemberFacts> members, String nonce, List<String> paths) {
    static Seen of(LiveBalancer live, String nonce, List<String> paths) {
        return new Seen(live, live.configured(), live.parameters(), live.facts(), nonce, paths);
    }

    /** Such as {@code balancer://chat}. */
    String name() {
        return configured.name();
    }

    /** What forms call it: its name without the scheme. */
    String key() {
        return name().substring(name().indexOf("://") + 3);
    }

    boolean isEditable() {
        return !nonce.isEmpty();
    }

    /** How many members it can have at all. */
    int most() {
        return configured.members().size() + parameters.get(BalancerParameters.GROWTH);
    }

    /** httpd: all but one, unless it is written. */
    int attempts() {
        return parameters.get(BalancerParameters.MAX_ATTEMPTS).orElse(Math.max(0, members.size() - 1));
    }

    Optional<MemberFacts> member(String name) {
        Optional<BackendUrl> url = BackendUrl.parse(name);
        return members.stream().filter(one -> one.backend().name().equals(name) || url.equals(Optional.of(one.backend().url())))
                .findFirst();
    }

    /** Whether any member has a health check. */
    boolean isChecked() {
        return members.stream().anyMatch(member -> !method(member).equals("NONE"));
    }

    static String method(MemberFacts member) {
        String method = Editable.METHOD.shown(member.backend().parameters());
        return method.isEmpty() ? "NONE" : method.toUpperCase(Locale.ROOT);
    }

    /** Two decimals, as httpd has it. */
    static String factor(MemberFacts member) {
        return Editable.FACTOR.shown(member.backend().parameters());
    }

    static int set(MemberFacts member) {
        return member.backend().parameters().get(WorkerParameters.LB_SET);
    }
}
