package dev.culvert.admin;

import static dev.culvert.balance.WorkerStatus.DISABLED;
import static dev.culvert.balance.WorkerStatus.DRAIN;
import static dev.culvert.balance.WorkerStatus.ERROR;
import static dev.culvert.balance.WorkerStatus.HEALTH_CHECK_FAILED;
import static dev.culvert.balance.WorkerStatus.HOT_SPARE;
import static dev.culvert.balance.WorkerStatus.HOT_STANDBY;
import static dev.culvert.balance.WorkerStatus.IGNORE_ERRORS;
import static dev.culvert.balance.WorkerStatus.STOPPED;

import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.Numbers;
import dev.culvert.balance.WorkerStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a member's status is called, in httpd's words and their order. */
final class Statuses {
    /** A status that a form can change. */
    record Switch(WorkerStatus status, String letter, String title) {
        String field() {
            return "w_status_" + letter;
        }
    }

    static final List<Switch> SWITCHES = List.of(
            new Switch(IGNORE_ERRORS, "I", "Ignore Errors"),
            new Switch(DRAIN, "N", "Draining Mode"),
            new Switch(DISABLED, "D", "Disabled"),
            new Switch(HOT_STANDBY, "H", "Hot Standby"),
            new Switch(HOT_SPARE, "R", "Hot Spare"),
            new Switch(HEALTH_CHECK_FAILED, "C", "HC Fail"),
            new Switch(STOPPED, "S", "Stopped"));

    private static final List<Map.Entry<WorkerStatus, String>> WORDS = List.of(
            Map.entry(IGNORE_ERRORS, "Ign "), Map.entry(DRAIN, "Drn "), Map.entry(DISABLED, "Dis "), Map.entry(STOPPED, "Stop "),
            Map.entry(ERROR, "Err "), Map.entry(HOT_STANDBY, "Stby "), Map.entry(HOT_SPARE, "Spar "),
            Map.entry(HEALTH_CHECK_FAILED, "HcFl "));

    private Statuses() {}

    /** httpd: with a blank at its end. */
    static String words(MemberFacts member) {
        StringBuilder words = new StringBuilder("Init ");
        WORDS.stream().filter(word -> member.status().contains(word.getKey())).forEach(word -> words.append(word.getValue()));
        return words.append(member.isUsable() ? "Ok " : "").toString();
    }

    /** What a form leaves of a status. That a member has failed is no choice of anybody's. */
    static Set<WorkerStatus> changed(Set<WorkerStatus> now, Fields fields) {
        EnumSet<WorkerStatus> next = chosen(now);
        for (Switch one : SWITCHES) {
            Optional<String> asked = fields.value(one.field()).filter(text -> !text.isEmpty());
            // httpd: any number but 0 is a yes, and what is no number is 0.
            if (asked.isPresent() && Numbers.whole(asked.get()) != 0) {
                next.add(one.status());
            } else if (asked.isPresent()) {
                next.remove(one.status());
            }
        }
        return Set.copyOf(next);
    }

    static EnumSet<WorkerStatus> chosen(Set<WorkerStatus> now) {
        EnumSet<WorkerStatus> chosen = EnumSet.noneOf(WorkerStatus.class);
        chosen.addAll(now);
        chosen.remove(ERROR);
        return chosen;
    }

    /** As {@code status=} has it: what was chosen, and not what has happened. */
    static String letters(Set<WorkerStatus> status) {
        StringBuilder letters = new StringBuilder();
        SWITCHES.stream().filter(one -> one.status() != HEALTH_CHECK_FAILED && status.contains(one.status()))
                .forEach(one -> letters.append(one.letter()));
        return letters.toString();
    }

    /** @return nothing if one of them is none */
    static Optional<Set<WorkerStatus>> ofLetters(String letters) {
        EnumSet<WorkerStatus> status = EnumSet.noneOf(WorkerStatus.class);
        for (String letter : letters.split("", -1)) {
            Optional<Switch> one = SWITCHES.stream().filter(known -> known.letter().equals(letter)).findFirst();
            if (one.isEmpty() && !letter.isEmpty()) {
                return Optional.empty();
            }
            one.ifPresent(known -> status.add(known.status()));
        }
        return Optional.of(Set.copyOf(status));
    }
}
