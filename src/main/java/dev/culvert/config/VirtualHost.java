package dev.culvert.config;

import dev.culvert.directive.Settings;
import dev.culvert.syntax.Position;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A {@code <VirtualHost>}, or the main server, with all that holds for its requests. */
public final class VirtualHost {
    private final String name;
    private final OptionalInt port;
    private final List<HostAddress> addresses;
    private final Position position;
    private final Settings settings;
    private final List<ScopedSection> sections;
    private final SectionTable table;

    /**
     * @param name never empty; inherited where the block has none
     * @param settings already merged with the main server's
     * @param sections the main server's first
     */
    VirtualHost(
            String name, OptionalInt port, List<HostAddress> addresses, Position position, Settings settings,
            List<ScopedSection> sections) {
        this.name = name;
        this.port = port;
        this.addresses = List.copyOf(addresses);
        this.position = position;
        this.settings = settings;
        this.sections = List.copyOf(sections);
        this.table = new SectionTable(settings, sections);
    }

    /** Its canonical name, as in {@code %v}. */
    public String name() {
        return name;
    }

    /** Its canonical port, if {@code ServerName} or the first address names one. */
    public OptionalInt port() {
        return port;
    }

    /** Other names, which may have wildcards. */
    public List<String> aliases() {
        return settings.get(CoreDirectives.SERVER_ALIAS);
    }

    /** Empty for the main server. */
    public List<HostAddress> addresses() {
        return addresses;
    }

    /** Where the block begins; for the main server, where the configuration does. */
    public Position position() {
        return position;
    }

    /** What holds before any section does. */
    public Settings settings() {
        return settings;
    }

    /**
     * What holds for a request, as far as it has come.
     *
     * @throws dev.culvert.expr.Regex.BudgetSpent if a section's pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if a condition asks for what is not known yet
     */
    public Settings settingsFor(Whereabouts at) {
        return table.settings(at);
    }

    /** What the named groups of {@code <LocationMatch>} and its kin caught, as variables called {@code MATCH_NAME}. */
    public Map<String, String> captured(Whereabouts at) {
        return table.captured(at);
    }

    /** The sections that cover a request, in the order in which they are merged. */
    public List<ScopedSection> covering(Whereabouts at) {
        return table.covering(at);
    }

    /** Every section that may hold here, the main server's first, in file order. */
    public List<ScopedSection> sections() {
        return sections;
    }

    @Override
    public String toString() {
        return name + " (" + position + ")";
    }
}
