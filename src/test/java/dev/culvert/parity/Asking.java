package dev.culvert.parity;

import dev.culvert.testing.Head;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks one virtual host. A request is written on one line, {@code POST /x | X-A: 1}; the method {@code WS} stands for a
 * WebSocket handshake, and a Host header line replaces the usual one.
 */
final class Asking {
    private final Stage stage;
    private final String host;

    Asking(Stage stage, String host) {
        this.stage = stage;
        this.host = host;
    }

    Stage stage() {
        return stage;
    }

    /** What becomes of each: the status, where it leads or what it says, and which backend saw what. */
    void says(String... requests) throws IOException {
        obliging();
        for (String request : requests) {
            Actor client = client(request);
            Head head = client.raw().head();
            stage.fact(request + " -> " + head.status() + found(head, client, request));
            client.close();
        }
    }

    /** The whole answer to each. */
    void shows(String... requests) throws IOException {
        obliging();
        for (String request : requests) {
            stage.fact(request);
            Actor client = client(request);
            Head head = client.head();
            if (!request.startsWith("HEAD ")) {
                client.body(head);
            }
            client.close();
        }
    }

    /** What the backend called b gets of each; the client gets a short answer. */
    void hears(String... requests) throws IOException {
        for (String request : requests) {
            stage.fact(request);
            Actor client = client(request);
            Actor backend = stage.backend("b");
            backend.head();
            backend.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            client.status();
            client.close();
            backend.close();
        }
    }

    /** The first answer with a header line of each of these names, as many facts as names. */
    void tells(String request, List<String> labels, List<String> names) throws IOException {
        obliging();
        Actor client = client(request);
        Head head = client.raw().head();
        stage.fact(request + " -> " + head.status());
        for (int at = 0; at < names.size(); at++) {
            stage.fact(labels.get(at).replace("\n", " / ") + " -> " + Facts.escaped(head.value(names.get(at)).orElse("no")));
        }
        client.close();
    }

    /** Of each answer the status, the type and the body, even where that is a page. */
    void bodies(String... requests) throws IOException {
        obliging();
        for (String request : requests) {
            Actor client = client(request);
            Head head = client.raw().head();
            stage.fact(request + " -> " + head.status() + " " + head.value("Content-Type").orElse("no type") + " \""
                    + Facts.escaped(client.raw().body(head)) + "\"");
            client.close();
        }
    }

    /** Of each answer the status, and the header lines of that name. */
    void lines(String name, String... requests) throws IOException {
        obliging();
        for (String request : requests) {
            Actor client = client(request);
            Head head = client.raw().head();
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            List<String> found = head.lines().stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix)).toList();
            stage.fact(request + " -> " + head.status() + " " + Facts.escaped(String.join(" // ", found)));
            client.close();
        }
    }

    /** The backends called a and b do what the request says. */
    void obliging() {
        stage.answering("a");
        stage.answering("b");
    }

    /** A client that has sent that. */
    Actor client(String request) throws IOException {
        return stage.client().send(text(stage.fill(request)));
    }

    /** The request in full. */
    String text(String request) {
        List<String> parts = List.of(request.split(" \\| "));
        String[] start = parts.getFirst().split(" ", 2);
        String shaking = "Upgrade: websocket\r\nConnection: Upgrade\r\n" + Texts.KEY;
        Stream<String> lines = parts.stream().skip(1);
        String given = lines.map(line -> line + "\r\n").reduce("", String::concat);
        return (start[0].equals("WS") ? "GET" : start[0]) + " " + start[1] + " HTTP/1.1\r\n"
                + (given.contains("Host:") ? "" : "Host: " + host + "\r\n")
                + (start[0].equals("WS") ? shaking : "") + given + "\r\n";
    }

    private static String found(Head head, Actor client, String request) {
        Optional<String> location = head.value("Location").map(to -> " to " + to);
        Optional<String> seen = head.value("X-Seen").map(name -> " " + name);
        boolean plain = head.value("Content-Type").orElse("").startsWith("text/plain") && !request.startsWith("HEAD ");
        return Facts.escaped(location.or(() -> seen).orElseGet(() -> plain ? " " + client.raw().body(head) : ""));
    }
}
