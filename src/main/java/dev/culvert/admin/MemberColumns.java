package dev.culvert.admin;

import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of the table of members: httpd's in its order, and then ours. */
final class MemberColumns {
    private static final List<String> FIRST =
            List.of("Worker URL", "Route", "RouteRedir", "Factor", "Set", "Status", "Elected", "Busy", "Load", "To", "From");
    private static final List<String> CHECKS = List.of("HC Method", "HC Interval", "Passes", "Fails", "HC uri", "HC Expr");
    private static final List<String> OURS = List.of("Tunnels", "Now", "Actions");

    private MemberColumns() {}

    static List<String> of(Seen balancer) {
        List<String> columns = new ArrayList<>(FIRST);
        if (balancer.isChecked()) {
            columns.addAll(CHECKS);
        }
        columns.addAll(OURS);
        return columns;
    }

    /** A text for each column; those of the first and the last are not shown. */
    static List<String> texts(Seen balancer, MemberFacts member, Instant now) {
        Settings parameters = member.backend().parameters();
        List<String> texts = new ArrayList<>(List.of(member.backend().name(),
                parameters.get(WorkerParameters.ROUTE).orElse(""), parameters.get(WorkerParameters.REDIRECT).orElse(""),
                Seen.factor(member), String.valueOf(Seen.set(member)), Statuses.words(member), String.valueOf(member.elected()),
                String.valueOf(member.busy()), String.valueOf(member.load()), size(member.transferred()), size(member.read())));
        if (balancer.isChecked()) {
            texts.addAll(checks(member, parameters));
        }
        texts.addAll(List.of(String.valueOf(member.tunnels()), state(member, now), ""));
        return texts;
    }

    private static List<String> checks(MemberFacts member, Settings parameters) {
        return List.of(Seen.method(member), Editable.INTERVAL.shown(parameters) + "ms",
                Editable.PASSES.shown(parameters) + " (" + member.passes() + ")",
                Editable.FAILS.shown(parameters) + " (" + member.fails() + ")",
                Editable.URI.shown(parameters), Editable.EXPRESSION.shown(parameters));
    }

    /** httpd: bytes, or thousands and so on with one digit behind the point if there is one before it. */
    static String size(long bytes) {
        if (bytes < 973) {
            return String.valueOf(bytes);
        }
        double size = bytes;
        String units = "KMGTPE";
        int unit = -1;
        while (size >= 973 && unit < units.length() - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f" : "%.0f", size) + units.charAt(unit);
    }

    /** What an operator wants to know of it, in words. */
    static String state(MemberFacts member, Instant now) {
        List<String> words = new ArrayList<>();
        if (member.status().contains(WorkerStatus.DRAIN)) {
            words.add(drain(member));
        }
        if (member.status().contains(WorkerStatus.STOPPED)) {
            words.add("stopped");
        } else if (member.status().contains(WorkerStatus.DISABLED)) {
            words.add("disabled");
        }
        if (member.status().contains(WorkerStatus.ERROR)) {
            words.add(failed(member, now));
        }
        if (member.status().contains(WorkerStatus.HEALTH_CHECK_FAILED)) {
            words.add("taken out by its health check" + member.diagnosis().map(last -> ": " + last.words()).orElse(""));
        }
        if (member.starting() && !member.backend().parameters().get(WorkerParameters.SLOW_START).isZero()) {
            words.add("starts slowly: its share still grows");
        }
        if (words.isEmpty()) {
            words.add(use(member));
        }
        if (member.waiting() > 0) {
            words.add(member.waiting() + (member.waiting() == 1 ? " request waits" : " requests wait") + " for a connection");
        }
        return String.join("; ", words);
    }

    private static String use(MemberFacts member) {
        if (member.status().contains(WorkerStatus.HOT_STANDBY)) {
            return "in reserve, for when no other is left";
        }
        return member.status().contains(WorkerStatus.HOT_SPARE) ? "in reserve, for one that is out" : "in use";
    }

    private static String drain(MemberFacts member) {
        if (member.tunnels() > 0) {
            return "draining: " + member.tunnels() + (member.tunnels() == 1 ? " tunnel is" : " tunnels are") + " still open";
        }
        return member.busy() > 0
                ? "draining: " + member.busy() + (member.busy() == 1 ? " request is" : " requests are") + " still open"
                : "drained: nothing is open any more";
    }

    private static String failed(MemberFacts member, Instant now) {
        Instant at = member.failedAt().orElse(Instant.EPOCH);
        if (!at.isAfter(Instant.EPOCH)) {
            return "failed";
        }
        Duration retry = member.backend().parameters().get(WorkerParameters.RETRY).minus(Duration.between(at, now));
        return "failed " + Duration.between(at, now).toSeconds() + " s ago, "
                + (retry.isPositive() ? "left alone for " + Math.max(1, retry.toSeconds()) + " s more"
                : "tried again with the next request");
    }
}
