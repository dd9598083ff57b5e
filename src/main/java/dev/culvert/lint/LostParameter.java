package dev.culvert.lint;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.route.ProxyPass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a mapping that shares the backend of an earlier one, whose parameters hold. */
final class LostParameter implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(server -> new Tally(server).find());
    }

    /** The backends of one server as they come into being. */
    private static final class Tally {
        private final Server server;
        private final List<BackendDirective> makers = new ArrayList<>();

        Tally(Server server) {
            this.server = server;
        }

        Stream<Finding> find() {
            return server.backendLines().stream().filter(line -> !line.isOfBalancer()).flatMap(line -> switch (line) {
                case BackendDirective.Definition definition -> define(definition);
                case BackendDirective.Section section -> section(section);
                case BackendDirective.Adjustment _, BackendDirective.Membership _ -> Stream.<Finding>empty();
            }).toList().stream();
        }

        private Stream<Finding> section(BackendDirective.Section section) {
            if (maker(section.url()).isEmpty()) {
                makers.add(section);
            }
            return Stream.empty();
        }

        private Stream<Finding> define(BackendDirective.Definition definition) {
            Optional<BackendDirective> maker = maker(definition.url());
            if (maker.isEmpty()) {
                makers.add(definition);
                return Stream.empty();
            }
            List<String> lost = lost(server.backends().find(maker.get().url()), definition);
            return lost.isEmpty() ? Stream.empty() : Stream.of(finding(maker.get(), definition, lost));
        }

        private Optional<BackendDirective> maker(BackendUrl url) {
            return makers.stream()
                    .filter(maker -> maker.url().origin().equals(url.origin()) && url.path().startsWith(maker.url().path()))
                    .max(Comparator.comparingInt(maker -> maker.url().path().length()));
        }

        private Finding finding(BackendDirective maker, BackendDirective.Definition definition, List<String> lost) {
            String why = "'" + String.join(" ", lost) + "' has no effect: the backend was made by "
                    + Lines.seen(definition.at(), maker.at()) + " for " + maker.url()
                    + ", this line shares it, and the first line's parameters hold (AH01146).";
            return new Finding(definition.at(), Weight.MISTAKE, "lost-parameter", why, better(maker, definition, lost));
        }

        private Optional<String> better(BackendDirective maker, BackendDirective.Definition definition, List<String> lost) {
            Optional<ProxyPass> first = rule(maker);
            Optional<ProxyPass> later = rule(definition);
            String where = Lines.seen(definition.at(), maker.at());
            boolean same = maker.url().equals(definition.url());
            if (same || later.isEmpty()) {
                return first.filter(_ -> same).map(rule -> "on " + where + ": " + MappingLine.of(rule).with(lost).print());
            }
            boolean hides = first.filter(rule -> Reach.of(later.get()).covers(Reach.of(rule))).isPresent();
            return Optional.of("above " + where + ": " + MappingLine.of(later.get()).print())
                    .filter(_ -> !hides && !later.get().place().isSection());
        }

        private Optional<ProxyPass> rule(BackendDirective line) {
            return Stream.concat(server.mappings().stream(), server.everyOwnMapping())
                    .filter(rule -> rule.at().equals(line.at())).findFirst();
        }
    }

    private static List<String> lost(Backend backend, BackendDirective.Definition definition) {
        return definition.written().stream()
                .filter(word -> WorkerParameters.FAMILY.settings().stream()
                        .anyMatch(setting -> isNamed(setting, word) && differs(setting, definition.parameters(), backend.parameters())))
                .toList();
    }

    private static boolean isNamed(Setting<?> setting, String word) {
        String key = word.substring(0, Math.max(0, word.indexOf('='))).toLowerCase(Locale.ROOT);
        return setting.spellings().containsKey(key);
    }

    private static boolean differs(Setting<?> setting, Settings wanted, Settings given) {
        return !wanted.get(setting).equals(given.get(setting));
    }
}
