package dev.culvert.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Cases that share a server: each has a virtual host of its own, named after its number. */
final class Hosts {
    private final String name;
    private final String common;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** With these lines before the virtual hosts. */
    Hosts(String name, String common) {
        this.name = name;
        this.common = common;
    }

    private record Row(String number, String title, String config, Talk talk, UnaryOperator<Case> accepted) {
        String host() {
            return number + ".test";
        }

        String whole() {
            return "<VirtualHost *:{port}>\nServerName " + host() + "\n" + config + "</VirtualHost>\n";
        }
    }

    Hosts file(String path, String content) {
        files.put(path, content);
        return this;
    }

    Hosts row(String number, String title, String config, Talk talk) {
        rows.add(new Row(number, title, config, talk, UnaryOperator.identity()));
        return this;
    }

    /** What the last row shows is different with Culvert, on purpose. */
    Hosts differs(String heading, String reason) {
        Row last = rows.removeLast();
        rows.add(new Row(last.number, last.title, last.config, last.talk, item -> item.differs(heading, reason)));
        return this;
    }

    List<Case> cases() {
        String hosts = String.join("", rows.stream().map(Row::whole).toList());
        Setup setup = new Setup(name, common + hosts, files);
        return rows.stream().map(row -> row.accepted().apply(Case.of(row.number(), row.title(), setup,
                stage -> row.talk().with(new Asking(stage, row.host()))))).toList();
    }
}
