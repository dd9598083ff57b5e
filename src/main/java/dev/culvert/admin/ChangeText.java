package dev.culvert.admin;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Changes;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Changes of balancers as text: lines of {@code key=value}, each balancer and each member begun by a line that names it,
 * parameters called as in a configuration.
 */
final class ChangeText {
    private static final String HEAD = "# What was changed with the balancer manager. Culvert reads this when it starts.\n";

    private ChangeText() {}

    // ---- writing

    /** @param changes by the identity of the balancer */
    static String of(Map<String, Changes> changes) {
        StringBuilder text = new StringBuilder(HEAD);
        changes.forEach((identity, change) -> {
            if (!change.isEmpty()) {
                line(text.append('\n'), "balancer", identity);
                parameters(text, Editable.OF_BALANCER, change.balancer());
                change.members().forEach(member -> member(text, member));
            }
        });
        return text.toString();
    }

    private static void member(StringBuilder text, Changes.OfMember member) {
        if (member.edits().isEmpty() && !member.added()) {
            return;
        }
        line(text, member.added() ? "added" : "member", member.url().toString());
        parameters(text, Editable.OF_MEMBER, member.edits());
        if (member.edits().has(WorkerParameters.STATUS)) {
            line(text, "status", Statuses.letters(member.edits().get(WorkerParameters.STATUS)));
        }
    }

    private static void parameters(StringBuilder text, List<Editable<?>> all, Settings edits) {
        all.stream().filter(one -> edits.has(one.setting())).forEach(one -> line(text, one.key(), one.written(edits)));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value.replaceAll("\\p{Cntrl}", "")).append('\n');
    }

    // ---- reading

    /**
     * @param known the balancers that there are, by identity, each with what its words stand in; others are passed over
     * @param wrong is told the number of a line that makes no sense, counted from 1, and why; the others hold
     */
    static Map<String, Changes> read(List<String> lines, Map<String, Args> known, BiConsumer<Integer, String> wrong) {
        Reading reading = new Reading(known);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            try {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    reading.take(line);
                }
            } catch (Misread misread) {
                wrong.accept(i + 1, misread.diagnostic().message());
            } catch (IllegalArgumentException e) {
                wrong.accept(i + 1, String.valueOf(e.getMessage()));
            }
        }
        return reading.finished();
    }

    /** One balancer after another, one member after another. */
    private static final class Reading {
        private final Map<String, Changes> all = new LinkedHashMap<>();
        private final List<Changes.OfMember> members = new ArrayList<>();
        private final Map<String, Args> known;
        private Optional<String> balancer = Optional.empty();
        private Settings ofBalancer = Settings.NONE;
        private Optional<BackendUrl> member = Optional.empty();
        private boolean added;
        private Settings ofMember = Settings.NONE;

        Reading(Map<String, Args> known) {
            this.known = known;
        }

        void take(String line) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("expected key=value, but was '" + line + "'");
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            switch (key) {
                case "balancer" -> begin(value);
                case "member", "added" -> begin(key, value);
                default -> parameter(key, value);
            }
        }

        private void begin(String identity) {
            endBalancer();
            balancer = Optional.of(identity);
        }

        private void begin(String key, String url) {
            endMember();
            member = BackendUrl.parse(url);
            added = key.equals("added");
            if (balancer.isEmpty() || member.isEmpty()) {
                throw new IllegalArgumentException("expected the URL of a member behind a line that begins with balancer=, but was '"
                        + url + "'");
            }
        }

        private void parameter(String key, String value) {
            if (balancer.isEmpty()) {
                throw new IllegalArgumentException("expected a line that begins with balancer=, but was '" + key + "'");
            }
            Args line = known.get(balancer.get());
            if (line == null) {
                return;
            } else if (key.equals("status") && member.isPresent()) {
                ofMember = status(value);
            } else if (member.isPresent()) {
                ofMember = editable(Editable.OF_MEMBER, key).read(ofMember, line, value);
            } else {
                ofBalancer = editable(Editable.OF_BALANCER, key).read(ofBalancer, line, value);
            }
        }

        private Settings status(String letters) {
            Set<WorkerStatus> status = Statuses.ofLetters(letters).orElseThrow(() ->
                    new IllegalArgumentException("status expects letters among I, N, D, H, R and S, but was '" + letters + "'"));
            return ofMember.put(WorkerParameters.STATUS, status);
        }

        private static Editable<?> editable(List<Editable<?>> all, String key) {
            return all.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                    "expected one of " + String.join(", ", all.stream().map(Editable::key).toList()) + ", but was '" + key + "'"));
        }

        private void endMember() {
            member.ifPresent(url -> members.add(new Changes.OfMember(url, ofMember, added)));
            member = Optional.empty();
            ofMember = Settings.NONE;
        }

        private void endBalancer() {
            endMember();
            balancer.filter(known::containsKey).ifPresent(identity -> all.put(identity, new Changes(ofBalancer, members)));
            members.clear();
            ofBalancer = Settings.NONE;
        }

        Map<String, Changes> finished() {
            endBalancer();
            return all;
        }
    }
}
