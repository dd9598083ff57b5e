package dev.culvert.lint;

import dev.culvert.config.Configuration;
import dev.culvert.config.VirtualHost;
import dev.culvert.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A configuration as the checks look at it: its lines and what they mean, side by side. */
final class Survey {
    private final List<Node> nodes;
    private final Configuration configuration;
    private final List<Server> servers = new ArrayList<>();

    Survey(List<Node> nodes, Configuration configuration) {
        this.nodes = nodes;
        this.configuration = configuration;
        Server main = Server.main(configuration.main(), nodes.stream().filter(node -> !isHost(node)).toList());
        servers.add(main);
        List<Node.Block> blocks = hostBlocks();
        for (int i = 0; i < Math.min(blocks.size(), configuration.hosts().size()); i++) {
            VirtualHost host = configuration.hosts().get(i);
            servers.add(Server.host(host, main, blocks.get(i).body()));
        }
    }

    /** A block without an address is an error and made no host. */
    private List<Node.Block> hostBlocks() {
        return nodes.stream().filter(Survey::isHost).filter(node -> !node.words().isEmpty())
                .flatMap(Survey::block).toList();
    }

    private static boolean isHost(Node node) {
        return node.name().text().equalsIgnoreCase("VirtualHost") && block(node).findAny().isPresent();
    }

    private static Stream<Node.Block> block(Node node) {
        return switch (node) {
            case Node.Block block -> Stream.of(block);
            case Node.Statement _ -> Stream.empty();
        };
    }

    /** The main server first, then the virtual hosts in file order. */
    List<Server> servers() {
        return servers;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Every line and section, wherever it stands. */
    Stream<Node> everything() {
        return Lines.deep(nodes);
    }

    /** The files in the order in which they were read. */
    List<String> files() {
        return everything().map(node -> node.at().file()).distinct().toList();
    }
}
