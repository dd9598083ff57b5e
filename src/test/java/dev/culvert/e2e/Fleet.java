package dev.culvert.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Many clients of npm's ws in a process of their own, and all that happens to them; see ws-fleet.mjs. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Program program;
    private final Log log;
    private int rounds;

    private Fleet(Program program, Log log) {
        this.program = program;
        this.log = log;
    }

    /** @param port of the proxy, or of one backend */
    static Fleet on(int port) throws Exception {
        Log log = new Log();
        Program program = Npm.run("^ready$", log::add, "ws-fleet.mjs", "ws://127.0.0.1:" + port + "/ws");
        program.await(60);
        return new Fleet(program, log);
    }

    /**
     * One attempt of one client.
     *
     * @param answer a status, or the word for an error
     * @param member the name of who answered, or {@code -}
     */
    record Handshake(int client, String answer, String member, Instant began, Instant ended) {
        boolean open() {
            return answer.equals("101");
        }
    }

    /** @param member where the client was when it was told so */
    record Closing(int client, String member, int code) {}

    /** What the process said, by kind. */
    private static final class Log {
        private final Map<Integer, String> open = new TreeMap<>();
        private final List<Handshake> handshakes = new ArrayList<>();
        private final List<Closing> closings = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        synchronized void add(String line) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "handshake" -> handshake(words);
                case "closed" -> {
                    open.remove(Integer.parseInt(words[1]));
                    closings.add(new Closing(Integer.parseInt(words[1]), words[2], Integer.parseInt(words[3])));
                }
                case "went" -> open.remove(Integer.parseInt(words[1]));
                default -> others.add(line);
            }
        }

        private void handshake(String... words) {
            Handshake made = new Handshake(Integer.parseInt(words[1]), words[2], words[3], time(words[4]), time(words[5]));
            handshakes.add(made);
            if (made.open()) {
                open.put(made.client(), made.member());
            }
        }

        private static Instant time(String millis) {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        }
    }

    /** So many more that stay until somebody closes them. */
    void join(int count) throws IOException {
        program.tell("join " + count + " 0");
    }

    /** So many more that leave after this many echoes and come again, over and over. */
    void joinRestless(int count, int echoes) throws IOException {
        program.tell("join " + count + " " + echoes);
    }

    /** So many, longest open first, leave and come again at once. */
    void renew(int count) throws IOException {
        program.tell("renew " + count);
    }

    /** Until every client had an echo of something it sent after this. */
    void awaitRound() throws IOException {
        String tag = "round " + ++rounds;
        program.tell(tag);
        await(tag, () -> others(tag).contains(tag));
    }

    void awaitOpen(int count) {
        await(count + " open", () -> open().size() == count);
    }

    /** All close their connections in good order, and stay away. */
    void leave() throws IOException {
        program.tell("leave");
        await("all to leave", () -> others("left").contains("left"));
    }

    /** @param what for the message, beside how things stand */
    void await(String what, Condition condition) {
        try {
            Awaitility.await().atMost(PATIENCE).until(condition::holds);
        } catch (ConditionTimeoutException late) {
            Assertions.fail("Expected " + what + " but: " + this, late);
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Who is connected, and to which member. */
    Map<Integer, String> open() {
        synchronized (log) {
            return new TreeMap<>(log.open);
        }
    }

    Set<Integer> openOn(Member member) {
        return open().entrySet().stream().filter(each -> each.getValue().equals(member.name())).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Handshake> handshakes() {
        synchronized (log) {
            return List.copyOf(log.handshakes);
        }
    }

    List<Handshake> handshakesSince(Instant moment) {
        return handshakes().stream().filter(each -> !each.began().isBefore(moment)).toList();
    }

    List<Handshake> failed() {
        return handshakes().stream().filter(each -> !each.open()).toList();
    }

    /** Connections that somebody else closed. */
    List<Closing> closings() {
        synchronized (log) {
            return List.copyOf(log.closings);
        }
    }

    /** The members whose echoes did not come; one entry for each connection. */
    List<String> missed() {
        return others("missed").stream().map(line -> line.split(" ", -1)[2]).toList();
    }

    /** Echoes of something else, and what node has to say when a script is broken. */
    List<String> strange() {
        synchronized (log) {
            return log.others.stream().filter(line -> !line.matches("(missed|round) .*|left|ready")).toList();
        }
    }

    private List<String> others(String start) {
        synchronized (log) {
            return log.others.stream().filter(line -> line.startsWith(start)).toList();
        }
    }

    /** How many are open on each member, and what happened so far. */
    @Override
    public String toString() {
        Map<String, Long> shares = open().values().stream().collect(Collectors.groupingBy(m -> m, TreeMap::new, Collectors.counting()));
        Map<String, Long> answers = handshakes().stream()
                .collect(Collectors.groupingBy(each -> each.answer() + " " + each.member(), TreeMap::new, Collectors.counting()));
        Map<String, Long> ends = closings().stream()
                .collect(Collectors.groupingBy(each -> each.code() + " " + each.member(), TreeMap::new, Collectors.counting()));
        return "open " + shares + ", handshakes " + answers + ", closed " + ends + ", missed " + missed().size() + ", " + strange();
    }

    @Override
    public void close() {
        program.close();
    }
}
