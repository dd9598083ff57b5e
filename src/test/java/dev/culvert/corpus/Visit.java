package dev.culvert.corpus;

import static org.assertj.core.api.Assertions.fail;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends the requests of a shape to a server and looks where each of them came out. */
record Visit(Ground ground, Ports ports, Shape.Form form) {
    private static final String PING = "ping!";

    /** Everything that is not as the shape says, one sentence each. */
    List<String> complaints(Shape shape) throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Ask ask : Ask.parse(ground.fill(shape.requests(), ports), form)) {
            complaints.addAll(complaints(ask));
        }
        return complaints;
    }

    private List<String> complaints(Ask ask) throws IOException {
        String number = ground.number();
        try (RawConnection client = connect(ask)) {
            client.send(text(ask, number));
            Head answer = client.head();
            String happened = happened(ask.outcome(), answer, client, number);
            List<String> complaints = new ArrayList<>();
            if (!happened.equals(ask.outcome().toString())) {
                complaints.add("Expected " + ask + "\n     but was " + happened);
            }
            ask.details().stream().flatMap(detail -> complaint(ask, detail, answer, number)).forEach(complaints::add);
            return complaints;
        }
    }

    private RawConnection connect(Ask ask) throws IOException {
        if (ask.secure() && form == Shape.Form.WHOLE) {
            return RawClient.over(TrustingClient.connect(ports.tls(), ask.host()));
        }
        return RawClient.connect(ask.secure() ? ports.tls() : ports.http());
    }

    private static String text(Ask ask, String number) {
        List<String> lines = new ArrayList<>();
        if (ask.method().handshake()) {
            addUnlessSaid(lines, ask, "Upgrade: websocket");
            addUnlessSaid(lines, ask, "Connection: Upgrade");
            lines.add(House.HANDSHAKE.strip());
        }
        lines.addAll(ask.headers());
        String body = ask.method().name().equals("POST") ? "some=1" : "";
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        return ask.method().method() + " " + ask.target() + " HTTP/1.1\r\nHost: " + ask.host() + "\r\n"
                + House.NUMBER + ": " + number + "\r\n" + String.join("\r\n", lines) + (lines.isEmpty() ? "" : "\r\n") + "\r\n" + body;
    }

    private static void addUnlessSaid(List<String> lines, Ask ask, String line) {
        String prefix = line.substring(0, line.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        if (ask.headers().stream().noneMatch(said -> said.toLowerCase(Locale.ROOT).startsWith(prefix))) {
            lines.add(line);
        }
    }

    /** What happened, in the words of an outcome. */
    private String happened(Outcome expected, Head answer, RawConnection client, String number) {
        Optional<Outcome> arrived = Stream.of("A", "B", "C", "D", "S")
                .flatMap(name -> ground.house(name).head(number).stream()
                        .<Outcome>map(head -> new Outcome.Backend(name, head.target(), answer.status())))
                .findFirst();
        if (arrived.isPresent()) {
            return arrived.get() + (answer.status() == 101 && !echoes(client) ? ", but nothing goes through" : "");
        }
        Optional<String> location = answer.value("Location");
        if (location.isPresent()) {
            return new Outcome.Redirect(answer.status(), location.get()).toString();
        }
        if (answer.status() == 200 && expected instanceof Outcome.Page page) {
            String body = client.body(answer);
            return body.equals(Ground.page(page.file())) ? page.toString() : "200 " + body;
        }
        return new Outcome.Own(answer.status()).toString();
    }

    private static boolean echoes(RawConnection client) {
        client.send(PING);
        return client.read(PING.length()).equals(PING);
    }

    private Stream<String> complaint(Ask ask, Ask.Detail detail, Head answer, String number) {
        Optional<Head> head = switch (detail.eye()) {
            case CLIENT -> Optional.of(answer);
            case BACKEND -> Stream.of("A", "B", "C", "D", "S").flatMap(name -> ground.house(name).head(number).stream()).findFirst();
        };
        List<String> seen = head.map(lines -> values(lines, detail.name())).orElse(List.of());
        boolean right = detail.value().map(seen::contains).orElse(seen.isEmpty());
        return right ? Stream.empty() : Stream.of("After " + ask + "\n     expected " + detail + "\n     but was " + seen);
    }

    private static List<String> values(Head head, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines().stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).toList();
    }

    void mustPlease(Shape shape, String server) throws IOException {
        List<String> complaints = complaints(shape);
        if (!complaints.isEmpty()) {
            fail(server + " with " + shape + "\n" + String.join("\n", complaints));
        }
    }
}
