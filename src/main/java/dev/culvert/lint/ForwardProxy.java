package dev.culvert.lint;

import dev.culvert.syntax.Node;
import java.util.stream.Stream;

/** ProxyRequests On, which a reverse proxy does not need and the world finds. */
final class ForwardProxy implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.everything().filter(node -> node.name().text().equalsIgnoreCase("ProxyRequests")
                && Lines.word(node, 0).equalsIgnoreCase("on")).map(ForwardProxy::finding);
    }

    private static Finding finding(Node line) {
        return Finding.mistake(line.at(), "forward-proxy", "This lets anybody reach anything in your name. ProxyPass does not need"
                + " it, and Culvert does not do it.", line.name() + " Off");
    }
}
