package dev.culvert.lint;

import dev.culvert.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A ProxyPassReverse with ws://, which no Location header begins with. */
final class ReverseForWebSocket implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        List<Node> reverses = survey.everything()
                .filter(node -> node.name().text().equalsIgnoreCase("ProxyPassReverse")).toList();
        return reverses.stream().filter(node -> Twins.isWebSocket(url(node))).map(node -> finding(node, reverses));
    }

    /** The first word in a section, else the second. */
    private static String url(Node line) {
        return Lines.word(line, 0).contains("://") ? Lines.word(line, 0) : Lines.word(line, 1);
    }

    private static Finding finding(Node line, List<Node> reverses) {
        String url = url(line);
        String plain = Twins.plain(url);
        boolean there = reverses.stream().anyMatch(other -> url(other).equals(plain)
                && Lines.word(other, 0).replace(plain, "").equals(Lines.word(line, 0).replace(url, "")));
        String why = "ProxyPassReverse corrects the addresses in redirects, and those never begin with " + scheme(url)
                + "://. This line does no harm and no good";
        return new Finding(line.at(), Weight.DOUBT, "reverse-for-websocket",
                why + (there ? "; the one for " + plain + " is all that is needed." : "."),
                Optional.of(printed(line, url, plain)).filter(_ -> !there));
    }

    private static String scheme(String url) {
        return url.substring(0, url.indexOf(':'));
    }

    private static String printed(Node line, String url, String plain) {
        String path = Lines.word(line, 0).equals(url) ? "" : " " + Lines.quoted(Lines.word(line, 0));
        return line.name() + path + " " + plain;
    }
}
