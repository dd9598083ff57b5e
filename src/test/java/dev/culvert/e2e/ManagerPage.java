package dev.culvert.e2e;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** The balancer-manager at /balancer-manager, as a browser uses it that came from that page. */
record ManagerPage(int port) {
    private static final String PATH = "/balancer-manager";
    private static final String HOST = "e2e.test";

    /** The directives that put it there. */
    static String directives() {
        return """
                ProxyPass %s !
                <Location %s>
                  SetHandler balancer-manager
                </Location>
                """.formatted(PATH, PATH);
    }

    /** What a link of the page carries, and every change must. */
    String nonce(String balancer) {
        return found("[?;&]b=" + balancer + "&(?:amp;)?nonce=([^\"&]+)", ask("GET", "", ""));
    }

    /** Takes no new client to the member; those that are there stay. */
    void drain(String balancer, Member member) {
        change(balancer, member, "w_status_N=1");
    }

    void undrain(String balancer, Member member) {
        change(balancer, member, "w_status_N=0");
    }

    private void change(String balancer, Member member, String field) {
        String form = "b=" + balancer + "&w=" + url(member) + "&nonce=" + nonce(balancer) + "&" + field;
        ask("POST", "", form);
    }

    /** The words of the member's state, such as {@code Init Ok}. */
    String status(Member member) {
        return field(member, "status").strip();
    }

    /** How many clients the member has. */
    long busy(Member member) {
        return Long.parseLong(field(member, "busy").strip());
    }

    private String field(Member member, String name) {
        String worker = "<httpd:name>" + Pattern.quote(url(member)) + "</httpd:name>(?:(?!</httpd:worker>).)*?";
        return found(worker + "<httpd:" + name + ">([^<]*)<", ask("GET", "?xml=1", ""));
    }

    private static String url(Member member) {
        return "ws://127.0.0.1:" + member.port();
    }

    private static String found(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        Assertions.assertThat(matcher.find()).as("Expected %s in: %s", pattern, page).isTrue();
        return matcher.group(1);
    }

    private String ask(String method, String query, String form) {
        try (RawConnection connection = RawClient.connect(port)) {
            connection.send("""
                    %s %s%s HTTP/1.1
                    Host: %s
                    Referer: http://%s%s
                    Connection: close
                    Content-Type: application/x-www-form-urlencoded
                    Content-Length: %d

                    """.formatted(method, PATH, query, HOST, HOST, PATH, form.length()).replace("\n", "\r\n") + form);
            Head head = connection.head();
            Assertions.assertThat(head.status()).as(head.toString()).isEqualTo(200);
            return connection.body(head);
        }
    }
}
