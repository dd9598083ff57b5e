package dev.culvert.config;

import dev.culvert.directive.Family;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that one reading of the configuration says. Immutable. */
public final class Configuration {
    private final VirtualHost main;
    private final List<VirtualHost> hosts;
    private final Path serverRoot;
    private final Map<HostAddress, HostTable> tables;
    private final HostTable mainOnly;

    /**
     * A configuration and what there is to say about it. If any of it is an error, the configuration is what could be
     * understood and must not be served.
     */
    public record Result(Configuration configuration, List<Diagnostic> diagnostics) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }

        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    Configuration(VirtualHost main, List<VirtualHost> hosts, Path serverRoot) {
        this.main = main;
        this.hosts = List.copyOf(hosts);
        this.serverRoot = serverRoot;
        this.mainOnly = new HostTable(List.of(main));
        this.tables = tables(hosts);
    }

    /**
     * Gives a tree its meaning. Never throws for what the tree says: everything wrong is a diagnostic, and the rest is
     * read all the same.
     *
     * @param families every family of directives there is
     * @param serverRoot what relative paths are relative to, unless {@code ServerRoot} says otherwise
     */
    public static Result build(List<Node> nodes, List<Family> families, Path serverRoot) {
        return new Interpreter(Lexicon.of(families), serverRoot).interpret(nodes);
    }

    public VirtualHost main() {
        return main;
    }

    /** The {@code <VirtualHost>} blocks in file order. */
    public List<VirtualHost> hosts() {
        return hosts;
    }

    /** The main server and then every virtual host. */
    public Stream<VirtualHost> servers() {
        return Stream.concat(Stream.of(main), hosts.stream());
    }

    public List<Listen> listens() {
        return main.settings().get(ConnectionDirectives.LISTEN);
    }

    public Path serverRoot() {
        return serverRoot;
    }

    /** A path as httpd understands it: relative ones below the server root. */
    public Path resolve(String path) {
        return serverRoot.resolve(path);
    }

    /**
     * Who may answer on a connection. The most exact address wins, and shadows the others whole.
     *
     * @param local the address that the client connected to
     */
    public HostTable hostsAt(InetSocketAddress local) {
        if (tables.isEmpty()) {
            return mainOnly;
        }
        HostAddress exact = HostAddress.of(local);
        for (HostAddress address : List.of(exact, exact.withAnyPort(), exact.withAnyIp(), HostAddress.ANY)) {
            HostTable table = tables.get(address);
            if (table != null) {
                return table;
            }
        }
        return mainOnly;
    }

    /** The tables by address, in the order in which the addresses first stood. */
    Map<HostAddress, HostTable> tables() {
        return tables;
    }

    /** What {@code DocumentRoot} names and is not there, as warnings: a proxy can do without. Left out by {@code -T}. */
    public List<Diagnostic> missingDirectories() {
        Map<String, Diagnostic> missing = new LinkedHashMap<>();
        servers().forEach(server -> server.settings().get(CoreDirectives.DOCUMENT_ROOT)
                .filter(root -> !resolve(root.text()).toFile().isDirectory())
                .ifPresent(root -> missing.putIfAbsent(root.at().toString(), Diagnostic.warning(root.at(),
                        "DocumentRoot: expected a directory that can be read, but '" + root + "' is none"))));
        return List.copyOf(missing.values());
    }

    private static Map<HostAddress, HostTable> tables(List<VirtualHost> hosts) {
        Map<HostAddress, List<VirtualHost>> grouped = new LinkedHashMap<>();
        for (VirtualHost host : hosts) {
            new LinkedHashSet<>(host.addresses())
                    .forEach(address -> grouped.computeIfAbsent(address, _ -> new ArrayList<>()).add(host));
        }
        Map<HostAddress, HostTable> made = new LinkedHashMap<>();
        grouped.forEach((address, group) -> made.put(address, new HostTable(group)));
        return made;
    }
}
