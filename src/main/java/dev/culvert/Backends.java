package dev.culvert;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendTable;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.BalancerTable;
import dev.culvert.balance.Upstreams;
import dev.culvert.config.Configuration;
import dev.culvert.config.ScopedSection;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.route.BackendLines;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Gathers what a virtual host can send to: from its mappings, its {@code <Proxy>} sections, its ProxySets and BalancerMembers. */
final class Backends {
    private final Configuration configuration;
    private final VirtualHost host;
    private final Consumer<Diagnostic> remarks;

    private Backends(Configuration configuration, VirtualHost host, Consumer<Diagnostic> remarks) {
        this.configuration = configuration;
        this.host = host;
        this.remarks = remarks;
    }

    /** @param remarks takes what is wrong or worth knowing about them */
    static Upstreams of(Configuration configuration, VirtualHost host, Consumer<Diagnostic> remarks) {
        Upstreams all = new Backends(configuration, host, remarks).gather();
        all.remarks().forEach(remarks);
        return all;
    }

    private Upstreams gather() {
        VirtualHost main = configuration.main();
        List<BackendDirective> shared = new ArrayList<>(ProxyDirectives.backends(main.settings()));
        main.sections().forEach(section -> shared.addAll(lines(section)));
        if (host.equals(main)) {
            return new Upstreams(backends(shared), balancers("", shared));
        }
        List<BackendDirective> own = new ArrayList<>(ProxyDirectives.backends(host.settings(), main.settings()));
        host.sections().stream().skip(main.sections().size()).forEach(section -> own.addAll(lines(section)));
        return new Upstreams(backends(Stream.concat(shared.stream(), own.stream()).toList()),
                balancers("", shared).with(balancers(host.name() + host.addresses(), own)));
    }

    private static BackendTable backends(List<BackendDirective> lines) {
        return BackendTable.of(BackendDirective.ordered(lines));
    }

    private static BalancerTable balancers(String server, List<BackendDirective> lines) {
        return BalancerTable.of(server, BackendDirective.ordered(lines));
    }

    private List<BackendDirective> lines(ScopedSection section) {
        List<BackendDirective> lines = new ArrayList<>(ProxyDirectives.backends(section.settings()));
        if (!section.parameters().isEmpty() || isBalancer(section)) {
            bracket(section).ifPresent(lines::add);
        }
        return lines;
    }

    /** httpd: a section makes the balancer that it names, empty as it may be. */
    private static boolean isBalancer(ScopedSection section) {
        return section.name().text().equalsIgnoreCase("Proxy")
                && BackendUrl.parse(section.argument().text()).filter(BackendUrl::isBalancer).isPresent();
    }

    private Optional<BackendDirective> bracket(ScopedSection section) {
        Word name = new Word("<" + section.name() + ">", section.at());
        Node.Statement line = new Node.Statement(name, section.parameters(), "");
        try {
            Args args = new Args(line, Place.PROXY, Optional.of(section.argument()), remarks).knowing(host::settings);
            return Optional.of(BackendLines.section(args, section.argument().text(),
                    section.parameters().stream().map(Word::text).toList()));
        } catch (Misread misread) {
            remarks.accept(misread.diagnostic());
            return Optional.empty();
        }
    }
}
