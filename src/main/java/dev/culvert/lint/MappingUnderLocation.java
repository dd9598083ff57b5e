package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.Optional;
import java.util.stream.Stream;

/** A mapping outside of sections is asked only where no section has one. */
final class MappingUnderLocation implements Check {
    private static final String NAME = "mapping-under-location";

    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(server -> server.ownMappings().stream()
                .flatMap(rule -> cover(server, rule).map(section -> finding(section, rule)).stream()));
    }

    private static Optional<Server.MappingSection> cover(Server server, ProxyPass rule) {
        return server.mappingSections().stream()
                .filter(section -> Reach.of(section.section().extent()).covers(Reach.of(rule)))
                .filter(section -> section.rule().form() == rule.form())
                .filter(section -> !ShadowedMapping.stepsAside(server, section.rule(), rule))
                .findFirst();
    }

    private static Finding finding(Server.MappingSection section, ProxyPass rule) {
        String where = Lines.seen(rule.at(), section.at());
        String why = "The mapping in " + section.title() + " on " + where + " covers every path of this line, and mappings in"
                + " sections come before all others: this line is never used";
        return switch (Twins.compare(section.rule(), rule)) {
            case SAME, WEB_SOCKET_FIRST -> new Finding(rule.at(), Weight.DOUBT, NAME,
                    why + ". Nothing is lost, since both go to the same place.", Optional.empty());
            case HTTP_FIRST, DIFFERENT -> Finding.mistake(rule.at(), NAME, why + ".",
                    "below the section of " + where + ":\n" + OverriddenLocation.section(rule));
        };
    }
}
