package dev.culvert.balance;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backends of one server, made from its directives in their order. Immutable. */
public final class BackendTable {
    public static final BackendTable NONE = of(List.of());

    private final UrlIndex index;
    private final List<Diagnostic> remarks;

    private BackendTable(UrlIndex index, List<Diagnostic> remarks) {
        this.index = index;
        this.remarks = List.copyOf(remarks);
    }

    /** Of the main server. What is about balancers is left alone. */
    public static BackendTable of(List<BackendDirective> directives) {
        Building building = new Building();
        directives.stream().filter(directive -> !directive.isOfBalancer()).forEach(building::add);
        return new BackendTable(building.own, building.remarks);
    }

    /** Of a virtual host: the main server's, and its own. Sharing is decided among its own alone, as in httpd. */
    public static BackendTable of(BackendTable main, List<BackendDirective> directives) {
        BackendTable own = of(directives);
        UrlIndex both = new UrlIndex();
        own.all().forEach(both::put);
        // httpd: where both name the same URL, the main server's comes first and wins.
        main.all().forEach(both::put);
        return new BackendTable(both, own.remarks);
    }

    /** What went wrong, or was shared, while the table was made. */
    public List<Diagnostic> remarks() {
        return remarks;
    }

    public List<Backend> all() {
        return index.all();
    }

    /** The backend with the longest URL that this one begins with, or {@link Backend#GENERIC}. */
    public Backend find(BackendUrl url) {
        return index.longest(url).orElse(Backend.GENERIC);
    }

    /** As above, for a URL as text; one that makes no sense belongs to {@link Backend#GENERIC}. */
    public Backend find(String url) {
        return BackendUrl.parse(url).map(this::find).orElse(Backend.GENERIC);
    }

    /** A table that still grows. */
    private static final class Building {
        private final UrlIndex own = new UrlIndex();
        private final List<Diagnostic> remarks = new ArrayList<>();

        void add(BackendDirective directive) {
            remarks.addAll(HealthDirectives.unused(directive));
            switch (directive) {
                case BackendDirective.Definition definition -> define(definition);
                case BackendDirective.Section section -> own.put(existing(section)
                        .map(known -> changed(known, section))
                        .orElseGet(() -> new Backend(section.url(), Backend.Kind.LITERAL, section.parameters())));
                case BackendDirective.Adjustment adjustment -> existing(adjustment).ifPresentOrElse(
                        known -> own.put(changed(known, adjustment)), () -> undefined(adjustment));
                case BackendDirective.Membership _ -> throw new IllegalArgumentException("a member belongs to its balancer alone");
            }
        }

        private void define(BackendDirective.Definition definition) {
            existing(definition).ifPresentOrElse(
                    known -> share(known, definition),
                    () -> own.put(new Backend(definition.url(), definition.kind(), definition.parameters())));
        }

        private Optional<Backend> existing(BackendDirective directive) {
            return own.exactly(directive.url()).or(() -> own.longest(directive.url()));
        }

        private static Backend changed(Backend known, BackendDirective directive) {
            Settings both = known.parameters().with(directive.parameters(), Place.PROXY);
            return known.with(both);
        }

        private void share(Backend known, BackendDirective.Definition definition) {
            remarks.add(Diagnostic.note(definition.at(),
                    "AH01145: " + definition.url() + " is served by the backend '" + known + "' that was defined before it"));
            definition.written().forEach(parameter -> remarks.add(Diagnostic.warning(definition.at(),
                    "AH01146: '" + parameter + "' has no effect: the backend '" + known
                            + "' keeps the parameters it was first defined with")));
        }

        private void undefined(BackendDirective.Adjustment adjustment) {
            remarks.add(Diagnostic.directive(adjustment.at(), "ProxySet expects a backend that a line before it defines, but '"
                    + adjustment.url() + "' is none"));
        }
    }
}
