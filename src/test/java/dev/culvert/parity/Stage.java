package dev.culvert.parity;

import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.Unmet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One run of a scenario against one server: hands out clients and backends and keeps what they saw. */
final class Stage implements AutoCloseable {
    /** Fields of a log line that are another number every time; anything but a number stays to be seen. */
    private static final Pattern VARYING = Pattern.compile("\\b(D|T|ms|us|s1|t|t2|y|rp|P)=\\d+(?=\\||$)");

    private final Server server;
    private final Subject subject;
    private final Facts facts;
    private final List<RawConnection> clients = new ArrayList<>();

    private Stage(Server server, Subject subject) {
        this.server = server;
        this.subject = subject;
        this.facts = new Facts(server.site()::normal);
    }

    /** The facts of that scenario. Something that did not come in time, or made no sense, is the last of them. */
    static List<String> play(Scenario scenario, Server server, Subject subject) throws IOException {
        try (Stage stage = new Stage(server, subject)) {
            try {
                scenario.play(stage);
            } catch (Unmet missed) {
                stage.fact("STUCK. " + Facts.escaped(String.valueOf(missed.getMessage())));
            } catch (RuntimeException unreadable) {
                stage.fact("BROKEN. " + Facts.escaped(unreadable.toString()));
            }
            return stage.facts.lines();
        }
    }

    Actor client() {
        return client("client");
    }

    Actor client(String name) {
        RawConnection connection = RawClient.connect(server.site().port());
        clients.add(connection);
        return new Actor(name, connection, facts);
    }

    /** A client that speaks HTTP/2 without TLS. */
    FrameClient http2() {
        return FrameClient.connect(server.site().port());
    }

    /** The next connection to the backend that is called b. */
    Actor backend() {
        return backend("b");
    }

    Actor backend(String name) {
        return new Actor(name.equals("b") ? "backend" : "backend " + name, house(name).next(), facts);
    }

    ScriptedBackend house(String name) {
        return server.site().backend(name);
    }

    void fact(String fact) {
        facts.add(fact);
    }

    /** The text with placeholders replaced, for requests that name a backend. */
    String fill(String text) throws IOException {
        return server.site().fill(text);
    }

    /** How many connections that backend has seen. */
    void connections(String name) {
        fact("connections to " + name + ": " + house(name).connections());
    }

    /** One message each way through a tunnel. */
    void echo(Actor client, Actor backend) {
        client.send("ping!");
        backend.reads(5).send("pong!");
        client.reads(5);
    }

    /** A client and a backend with a tunnel between them; nothing of how it came about is a fact. */
    Tunnel tunnel(String path, String backend) {
        return tunnel(Texts.up(path), Texts.R101, backend);
    }

    Tunnel tunnel(String request, String answer, String backend) {
        Actor client = client();
        client.send(request);
        Actor other = backend(backend);
        Head sent = other.raw().head();
        other.send(answer);
        Head got = client.raw().head();
        if (got.status() != 101) {
            fact("no tunnel: " + got.start());
        }
        return new Tunnel(client, other, sent, got);
    }

    /** The two ends of a tunnel, and the heads that opened it. */
    record Tunnel(Actor client, Actor backend, Head request, Head answer) {}

    /** That backend answers every request with 200 and, as body, its own name and the request target. */
    void telling(String name) {
        house(name).serve(connection -> {
            while (true) {
                Head head = connection.head(Duration.ofSeconds(30));
                String body = name + " " + head.target();
                connection.send(Texts.lines("HTTP/1.1 200 OK", "Content-Type: text/plain", "Content-Length: " + body.length(), "")
                        + body);
            }
        });
    }

    /**
     * That backend does what the request says: a handshake gets a 101, anything else what its {@code X-Answer} holds (a
     * status and header lines, {@code ~} between them). Both tell the name of the backend and the target it saw.
     */
    void answering(String name) {
        house(name).serve(connection -> {
            while (true) {
                Head head = connection.head(Duration.ofSeconds(30));
                connection.send(Texts.answer(name + " " + head.target(), head));
            }
        });
    }

    /** What becomes of a GET for that target: a status of the server's own, or what a telling backend saw. */
    void maps(String target) {
        maps(target, Texts.get(target));
    }

    void maps(String label, String request) {
        Actor client = client();
        client.send(request);
        Head head = client.raw().head();
        String body = head.value("Content-Type").orElse("").startsWith("text/plain") ? " " + client.raw().body(head) : "";
        fact(label + " -> " + head.status() + body);
        client.close();
    }

    /** Waits until the access log has so many lines with that text: requests that are over have given back what they held. */
    void over(String text, int count) {
        Path path = server.site().directory().resolve("access.log");
        try {
            Awaitility.await().atMost(RawConnection.PATIENCE).until(() -> Files.exists(path)
                    && Files.readAllLines(path).stream().filter(line -> line.contains(text)).count() >= count);
        } catch (ConditionTimeoutException never) {
            fact("the access log has not " + count + " lines with " + text);
        }
    }

    /** Runs that, and states that it took about so many seconds: not less, and not five more. */
    void takes(double seconds, Runnable what) {
        long start = System.nanoTime();
        what.run();
        double took = (System.nanoTime() - start) / 1e9;
        boolean right = took > seconds - 0.2 && took < seconds + 5;
        fact(right ? String.format(Locale.ROOT, "(after %.1f s)", seconds)
                : String.format(Locale.ROOT, "(after %.1f s instead of %.1f s)", took, seconds));
    }

    /** Status and size in the access line of the request with that text in its first line; pages have a size of their own. */
    void logged(String text) {
        fact("access line: " + accessLine(text).map(line -> line[1] + (line[1].startsWith("5") ? "" : " " + line[2]))
                .orElse("none"));
    }

    /** The fields of the access line: request line, status, size, bytes in, bytes out. */
    Optional<String[]> accessLine(String text) {
        return line("access.log", line -> line.split("\\|", -1)[0].contains(text)).map(line -> line.split("\\|", -1));
    }

    /** The first lines of that file, as soon as there are so many. */
    void written(String file, int count) {
        Path path = server.site().directory().resolve(file);
        try {
            Awaitility.await().atMost(RawConnection.PATIENCE).until(
                    () -> Files.exists(path) && Files.readAllLines(path).size() >= count);
            // Requests on connections of their own may be over in another order.
            Files.readAllLines(path).stream().map(line -> server.site().normal(VARYING.matcher(line).replaceAll("$1=*"))).sorted()
                    .forEach(line -> fact(file + ": " + line));
        } catch (ConditionTimeoutException | IOException none) {
            fact(file + " has not " + count + " lines");
        }
    }

    /** Whether the error log says that number. */
    void warned(String number) {
        fact("error log: " + (line("error.log", line -> line.contains(number)).isPresent() ? "" : "no ") + number);
    }

    /** What {@code -t} says of each configuration: whether it is accepted, and which line it blames in which shape. */
    void checks(String... configs) {
        Stream.of(configs).parallel().map(config -> said(config, check(config))).toList().forEach(said -> said.forEach(this::fact));
    }

    /** The same, and whether Culvert names the directive on the line that it blames. httpd does not always. */
    void blames(String... configs) {
        Stream.of(configs).parallel().map(this::blamed).toList().forEach(said -> said.forEach(this::fact));
    }

    private List<String> blamed(String config) {
        Server.Check check = check(config);
        var said = new ArrayList<>(said(config, check));
        String directive = directive(config, shape(check));
        if (subject instanceof Subject.Culvert && check.status() == 1 && !check.errors().contains(directive)) {
            said.add("  and does not name " + directive);
        }
        return said;
    }

    private Server.Check check(String config) {
        try {
            return Server.check(subject, config + "\n");
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private static List<String> said(String config, Server.Check check) {
        String verdict = config.replace("\n", " / ") + " -> exit " + check.status() + ", " + shape(check);
        return check.output().isEmpty() ? List.of(verdict)
                : List.of(verdict, "  and on the standard output: " + check.output().length() + " characters");
    }

    private static String shape(Server.Check check) {
        String first = check.errors().lines().filter(line -> line.contains("yntax")).findFirst().orElse("");
        return first.replaceFirst("^[a-z]\\S*: Syntax", "Syntax").replaceFirst("(on line \\d+ of [^:]*:).*", "$1");
    }

    private static String directive(String config, String error) {
        int line = Integer.parseInt(error.replaceFirst(".*on line (\\d+) of.*", "$1").replaceFirst("\\D.*", "1"));
        return config.lines().skip(line - 1L).findFirst().orElse("").strip().split("[ >]", 2)[0];
    }

    /** SIGTERM to the server, until it is gone. */
    void terminate() {
        server.terminate();
    }

    /** Whether the access log has that line now, without waiting. */
    void loggedAtOnce(String text) {
        fact("access line: " + find("access.log", line -> line.contains(text)).map(line -> line.split("\\|", -1)[1])
                .orElse("none"));
    }

    @Override
    public void close() {
        clients.forEach(RawConnection::close);
        server.site().opened().forEach(ScriptedBackend::forget);
    }

    private Optional<String> line(String file, Predicate<String> wanted) {
        try {
            return Awaitility.await().atMost(RawConnection.PATIENCE).until(() -> find(file, wanted), Optional::isPresent);
        } catch (ConditionTimeoutException none) {
            return Optional.empty();
        }
    }

    private Optional<String> find(String file, Predicate<String> wanted) {
        Path path = server.site().directory().resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path).stream().filter(wanted).findFirst() : Optional.empty();
        } catch (IOException beingWritten) {
            return Optional.empty();
        }
    }
}
