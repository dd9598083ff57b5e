package dev.culvert.parity;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The members m0 to m3 of balancers, and which of them gets a request. Plain requests go over one connection that is kept,
 * since only then one is over before the next begins; each handshake has a connection of its own, which stays open.
 *
 * <p>A member does what the path says: {@code /status/N} answers with that status, {@code /size/N} with so many bytes,
 * {@code /silent} never, {@code /hangup} closes, {@code /health} (and {@code OPTIONS *}) is what {@link #health} set last.
 */
final class Members {
    private static final Duration LONG = Duration.ofSeconds(9);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int MOST = 4;
    private static final int WIDE = 50;
    private static final Pattern TIMES = Pattern.compile("(\\d+) x (.*)");
    private static final Pattern WISH = Pattern.compile("/(status|size)/+(\\d+)");

    private final Asking host;
    private final Map<String, Health> health = new ConcurrentHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private Optional<Actor> kept = Optional.empty();

    private Members(Asking host) {
        this.host = host;
        for (int at = 0; at < MOST; at++) {
            String name = "m" + at;
            host.stage().house(name).serve(connection -> attend(name, connection));
        }
    }

    private record Held(String member, Actor client) {}

    private record Health(Deque<String> statuses, AtomicInteger checks) {
        synchronized String next() {
            checks.incrementAndGet();
            return statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
        }
    }

    /**
     * What comes of a request.
     *
     * @param member the digit of the member that saw it, or nothing
     * @param hoped the status of success: 101 or 200
     */
    private record Turn(String member, Head head, int hoped) {
        /** The digit alone where all is well, so that many of them make a row that can be read. */
        String brief() {
            return head.status() == hoped && !member.isEmpty() ? member : "[" + (member + " " + head.status()).strip() + "]";
        }
    }

    static Members of(Asking host) {
        return new Members(host);
    }

    /** See the method of that name. */
    static Talk turns(String... requests) {
        return host -> of(host).turn(requests);
    }

    /** Which member answers; {@code 9 x GET /x} asks nine times. A status that is no success stands in brackets. */
    Members turn(String... requests) throws IOException {
        for (String request : requests) {
            String row = row(request);
            if (row.length() <= WIDE) {
                host.stage().fact(request + " -> " + row);
            } else {
                host.stage().fact(request + " ->");
                row.replaceAll("(.{" + WIDE + "})", "$1\n").lines().forEach(host.stage()::fact);
            }
        }
        return this;
    }

    /** Asks until what {@link #turn} would say matches; the label says what that means. */
    Members until(String label, String request, String pattern) throws IOException {
        try {
            Awaitility.await().atMost(LONG.plus(LONG)).until(() -> row(request).matches(pattern));
            host.stage().fact(label);
        } catch (ConditionTimeoutException never) {
            host.stage().fact("not in time: " + label + ", since " + request + " -> " + row(request));
        }
        return this;
    }

    /** The same as {@link #turn}, and the header line of that name of each answer. */
    Members lines(String name, String... requests) throws IOException {
        for (String request : requests) {
            Turn turn = once(request);
            host.stage().fact(request + " -> " + turn.brief() + " " + turn.head().value(name).orElse("no " + name));
        }
        return this;
    }

    /** What that member answers to its next health checks, as in a status line, one after the other; the last one stays. */
    Members health(int member, String... statuses) {
        health.put("m" + member, new Health(new ArrayDeque<>(List.of(statuses)), new AtomicInteger()));
        return this;
    }

    /** Whether that member was checked so often since {@link #health} was called. */
    Members checked(int member, int least) {
        int checks = Optional.ofNullable(health.get("m" + member)).map(one -> one.checks().get()).orElse(0);
        host.stage().fact("(after " + (checks >= least ? least + " checks or more)" : "fewer than " + least + " checks)"));
        return this;
    }

    /** Ends the tunnels to that member, and waits until the server knows. */
    Members end(int member, String path) {
        List<Held> ending = held.stream().filter(one -> one.member().equals(String.valueOf(member))).toList();
        ending.forEach(one -> one.client().close());
        held.removeAll(ending);
        host.stage().over(path, ending.size());
        host.stage().fact("(" + ending.size() + " tunnels of " + member + " end)");
        return this;
    }

    /** Sends a form to the page at /bm, and says the status. */
    Members edit(String form, String referer) throws IOException {
        return posted("POST " + form.replaceFirst("x{9,}", "xx(and more)") + (referer.isEmpty() ? "" : " from " + referer), form, referer);
    }

    /** The value of the first Set-Cookie of the answer to that request; which member answered is a fact. */
    String cookie(String request) throws IOException {
        Turn turn = once(request);
        String cookie = turn.head().value("Set-Cookie").orElse("none");
        host.stage().fact(request + " -> " + turn.brief() + " Set-Cookie: " + cookie);
        return cookie.replaceFirst(";.*", "");
    }

    /** A client and whatever it is told: for facts other than the member. */
    Stage stage() {
        return host.stage();
    }

    private Members posted(String label, String form, String referer) throws IOException {
        String body = host.stage().fill(form);
        Actor client = host.client("POST /bm | Content-Type: application/x-www-form-urlencoded | Content-Length: " + body.length()
                + (referer.isEmpty() ? "" : " | Referer: " + referer));
        Head head = client.send(body).raw().head(LONG);
        host.stage().fact(label + " -> " + head.status());
        client.close();
        return this;
    }

    private String row(String request) throws IOException {
        Matcher many = TIMES.matcher(request);
        boolean counted = many.matches();
        var row = new StringBuilder();
        for (int left = counted ? Integer.parseInt(many.group(1)) : 1; left > 0; left--) {
            row.append(once(counted ? many.group(2) : request).brief());
        }
        return row.toString();
    }

    private Turn once(String request) throws IOException {
        boolean shaking = request.startsWith("WS ");
        Actor client = shaking ? host.stage().client() : kept.orElseGet(host.stage()::client);
        String text = host.text(host.stage().fill(request));
        Head head = client.send(text + "x".repeat(length(text))).raw().head(LONG);
        String member = head.value("X-Seen").map(seen -> seen.substring(1, 2)).orElse("");
        if (head.status() == 101) {
            held.add(new Held(member, client));
        } else {
            rest(request, client, head);
            boolean over = shaking || head.value("Connection").orElse("").equalsIgnoreCase("close");
            kept = over ? kept.filter(one -> one != client) : Optional.of(client);
        }
        return new Turn(member, head, shaking ? 101 : 200);
    }

    private static void rest(String request, Actor client, Head head) {
        if (!request.startsWith("HEAD ")) {
            client.raw().body(head);
        }
    }

    private static int length(String head) {
        return head.lines().filter(line -> line.startsWith("Content-Length: ")).findFirst()
                .map(line -> Integer.parseInt(line.substring(16))).orElse(0);
    }

    private void attend(String name, RawConnection connection) {
        try (connection) {
            while (attended(name, connection, connection.head(IDLE))) {
                // the next request
            }
        }
    }

    private boolean attended(String name, RawConnection connection, Head head) {
        head.value("Content-Length").ifPresent(length -> connection.read(Integer.parseInt(length)));
        if (head.target().contains("/silent")) {
            connection.rest(IDLE);
        }
        if (head.target().contains("/silent") || head.target().contains("/hangup")) {
            return false;
        }
        connection.send(answer(name, head));
        return !head.start().endsWith("HTTP/1.0");
    }

    private String answer(String name, Head head) {
        String seen = "X-Seen: " + name + " " + head.target() + "\r\n";
        Matcher wish = WISH.matcher(head.target());
        boolean wished = wish.find();
        if (head.value("Upgrade").isPresent() && !wished) {
            return Texts.agreed("Upgrade: websocket\r\nConnection: Upgrade\r\n" + seen);
        }
        boolean asked = head.target().contains("/health") || head.target().equals("*");
        String status = wished && wish.group(1).equals("status") ? wish.group(2) + " Told" : "200 OK";
        String body = "x".repeat(wished && wish.group(1).equals("size") ? Integer.parseInt(wish.group(2)) : 2);
        return "HTTP/1.1 " + (asked ? health(name) : status) + "\r\n" + seen
                + Texts.lines("Content-Type: text/plain", "Content-Length: " + body.length(), "")
                + (head.start().startsWith("HEAD ") ? "" : body);
    }

    private String health(String name) {
        return Optional.ofNullable(health.get(name)).map(Health::next).orElse("200 OK");
    }
}
