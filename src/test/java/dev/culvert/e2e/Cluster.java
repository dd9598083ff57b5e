package dev.culvert.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** Three members, a balancer in front of them that gives a client to who has fewest, and a fleet of clients. */
record Cluster(List<Member> members, Front front, Fleet fleet) implements AutoCloseable {
    static final String BALANCER = "app";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * @param parameters of each member
     * @param balancer parameters of the balancer, beside its method
     */
    static Cluster with(String parameters, String balancer) throws Exception {
        List<Member> members = new ArrayList<>();
        try {
            for (String name : List.of("a", "b", "c")) {
                members.add(Member.webSocket(name));
            }
            Front front = Front.with(directives(members, parameters, balancer));
            return new Cluster(members, front, Fleet.on(front.port()));
        } catch (Exception | AssertionError failure) {
            members.forEach(Member::close);
            throw failure;
        }
    }

    private static String directives(List<Member> members, String parameters, String balancer) {
        return """
                <Proxy balancer://%1$s>
                  %2$s
                  ProxySet lbmethod=bybusyness %3$s
                </Proxy>
                ProxyPass /ws balancer://%1$s/ws
                """.formatted(BALANCER, members.stream().map(each -> member(each, parameters)).collect(Collectors.joining("\n")), balancer);
    }

    private static String member(Member member, String parameters) {
        return "BalancerMember ws://127.0.0.1:" + member.port() + " route=" + member.name() + " " + parameters;
    }

    Member a() {
        return members.getFirst();
    }

    /** That many clients, who are all there. */
    void settle(int clients) throws Exception {
        fleet.join(clients);
        fleet.awaitOpen(clients);
        fleet.awaitRound();
    }

    /** Every member has about as many clients as the others. */
    void assertSharesAreFair() {
        int fair = fleet.open().size() / members.size();
        Assertions.assertThat(members).as(fleet.toString())
                .allSatisfy(each -> Assertions.assertThat(fleet.openOn(each).size()).isBetween(fair * 4 / 5, fair * 6 / 5));
    }

    /** All clients leave, and the proxy knows of none any more. */
    void end() throws Exception {
        fleet.leave();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> Assertions.assertThat(members).as(fleet.toString())
                .allSatisfy(each -> Assertions.assertThat(front.busy(each)).as(each.name()).isZero()));
        Assertions.assertThat(fleet.strange()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        fleet.close();
        members.forEach(Member::close);
        front.close();
    }
}
