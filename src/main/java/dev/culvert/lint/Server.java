package dev.culvert.lint;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendTable;
import dev.culvert.config.ScopedSection;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.route.BackendLines;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ProxyPass;
import dev.culvert.route.WebSocketDirectives;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The main server or one virtual host: what holds there, and the lines that stand there. */
final class Server {
    private final VirtualHost host;
    private final Optional<Server> main;
    private final List<Node> body;
    private final List<BackendDirective> backendLines;
    private final BackendTable backends;

    private Server(VirtualHost host, Optional<Server> main, List<Node> body) {
        this.host = host;
        this.main = main;
        this.body = List.copyOf(body);
        this.backendLines = BackendDirective.ordered(gatherBackendLines());
        this.backends = BackendTable.of(backendLines);
    }

    static Server main(VirtualHost host, List<Node> body) {
        return new Server(host, Optional.empty(), body);
    }

    static Server host(VirtualHost host, Server main, List<Node> body) {
        return new Server(host, Optional.of(main), body);
    }

    VirtualHost host() {
        return host;
    }

    Settings settings() {
        return host.settings();
    }

    boolean isMain() {
        return main.isEmpty();
    }

    /** The lines that stand here, and not those that are inherited. */
    List<Node> body() {
        return body;
    }

    /** The last line of that name that holds here, be it inherited. */
    Optional<Node.Statement> line(String name) {
        List<Node.Statement> here = Lines.named(body, name);
        return here.isEmpty() ? main.flatMap(outer -> outer.line(name)) : Optional.of(here.getLast());
    }

    /** The mappings outside of sections in their order, the main server's first. */
    List<ProxyPass> mappings() {
        return settings().get(ProxyDirectives.PASSES).stream().filter(rule -> !rule.place().isSection()).toList();
    }

    /** Those that stand here. */
    List<ProxyPass> ownMappings() {
        List<ProxyPass> all = mappings();
        return all.subList(main.map(outer -> outer.mappings().size()).orElse(0), all.size());
    }

    /** The {@code <Location>} and {@code <Proxy>} sections that stand here. */
    List<ScopedSection> ownSections() {
        List<ScopedSection> all = host.sections();
        return all.subList(main.map(outer -> outer.host.sections().size()).orElse(0), all.size());
    }

    /** The sections that stand here and map. */
    List<MappingSection> mappingSections() {
        return ownSections().stream().flatMap(section -> mapping(section.settings())
                .map(rule -> new MappingSection(section, rule)).stream()).toList();
    }

    private static Optional<ProxyPass> mapping(Settings settings) {
        return settings.get(ProxyDirectives.PASSES).stream().reduce((_, last) -> last);
    }

    /** A section and its one mapping. */
    record MappingSection(ScopedSection section, ProxyPass rule) {
        Position at() {
            return section.at();
        }

        /** {@code <Location /x>}. */
        String title() {
            return "<" + section.name() + " " + section.argument() + ">";
        }
    }

    /** Every mapping that stands here, in and outside of sections. */
    Stream<ProxyPass> everyOwnMapping() {
        return Stream.concat(ownMappings().stream(), mappingSections().stream().map(MappingSection::rule));
    }

    /** The places of this server that may have rewrite rules. */
    List<RuleSet> ruleSets() {
        List<RuleSet> sets = new ArrayList<>();
        sets.add(RuleSet.ofServer(this));
        Lines.deep(body).forEach(node -> {
            switch (node) {
                case Node.Block block -> sets.add(RuleSet.ofSection(this, block.body()));
                case Node.Statement _ -> { }
            }
        });
        return sets.stream().filter(set -> !set.lines().isEmpty()).toList();
    }

    /** Whether somewhere here a ws:// mapping is there for upgrades alone. */
    boolean hasLegacyWebSockets() {
        return !settings().get(WebSocketDirectives.FALLBACK_TO_HTTP)
                || host.sections().stream().anyMatch(section -> !section.settings().get(WebSocketDirectives.FALLBACK_TO_HTTP));
    }

    /** The lines that make backends or change them, in their order. */
    List<BackendDirective> backendLines() {
        return backendLines;
    }

    BackendTable backends() {
        return backends;
    }

    Backend backendOf(ProxyPass rule) {
        return rule.definition().map(definition -> backends.find(definition.url())).orElse(Backend.GENERIC);
    }

    private List<BackendDirective> gatherBackendLines() {
        List<BackendDirective> lines = new ArrayList<>(
                main.map(outer -> ProxyDirectives.backends(settings(), outer.settings()))
                        .orElseGet(() -> ProxyDirectives.backends(settings())));
        main.ifPresent(outer -> lines.addAll(ProxyDirectives.backends(outer.settings())));
        for (ScopedSection section : host.sections()) {
            lines.addAll(ProxyDirectives.backends(section.settings()));
            parameters(section).ifPresent(lines::add);
        }
        return lines;
    }

    private Optional<BackendDirective> parameters(ScopedSection section) {
        if (section.parameters().isEmpty()) {
            return Optional.empty();
        }
        Args args = new Args(new Node.Statement(section.name(), section.parameters(), ""), Place.PROXY,
                Optional.of(section.argument()), _ -> { }).knowing(host::settings);
        try {
            return Optional.of(BackendLines.section(args, section.argument().text(),
                    section.parameters().stream().map(Word::text).toList()));
        } catch (Misread _) {
            // It is an error already; there is nothing to add.
            return Optional.empty();
        }
    }
}
