package dev.culvert;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendTable;
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

/** Gathers the backends that a virtual host names: in its mappings, its {@code <Proxy>} sections and its ProxySets. */
final class Backends {
    private final List<BackendDirective> lines = new ArrayList<>();
    private final Consumer<Diagnostic> remarks;

    private Backends(Consumer<Diagnostic> remarks) {
        this.remarks = remarks;
    }

    /** @param remarks takes what is wrong or worth knowing about them */
    static BackendTable of(Configuration configuration, VirtualHost host, Consumer<Diagnostic> remarks) {
        Backends backends = new Backends(remarks);
        backends.lines.addAll(ProxyDirectives.backends(configuration.main().settings()));
        if (!host.equals(configuration.main())) {
            backends.lines.addAll(ProxyDirectives.backends(host.settings(), configuration.main().settings()));
        }
        host.sections().forEach(backends::add);
        BackendTable table = BackendTable.of(BackendDirective.ordered(backends.lines));
        table.remarks().forEach(remarks);
        return table;
    }

    private void add(ScopedSection section) {
        lines.addAll(ProxyDirectives.backends(section.settings()));
        if (section.parameters().isEmpty()) {
            return;
        }
        Word name = new Word("<" + section.name() + ">", section.at());
        Node.Statement line = new Node.Statement(name, section.parameters(), "");
        try {
            Args args = new Args(line, Place.PROXY, Optional.of(section.argument()), remarks);
            lines.add(BackendLines.section(args, section.argument().text(), section.parameters().stream().map(Word::text).toList()));
        } catch (Misread misread) {
            remarks.accept(misread.diagnostic());
        }
    }
}
