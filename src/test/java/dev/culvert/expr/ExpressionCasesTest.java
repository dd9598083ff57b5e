package dev.culvert.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.testing.Fixtures;
import dev.culvert.testing.Fixtures.Fixture;
import dev.culvert.testing.KnownSubject;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Expressions and what httpd says of them, all about one request. Below the line of a case each expression stands behind
 * {@code true}, {@code false} or {@code error}; texts and messages stand above what comes of them.
 */
class ExpressionCasesTest {
    private static final Headers HEADERS = Headers.of(
            "Host", "h.test:81", "Connection", "close", "Upgrade", "websocket", "X-A", "One", "X-A", "Two", "X-Num", "7");

    @TestFactory
    Stream<DynamicTest> expressions() {
        return Fixtures.tests("expr", this::check);
    }

    private void check(Fixture fixture) {
        String actual = switch (fixture.name()) {
            case "texts" -> pairs(fixture.expected(), ExpressionCasesTest::text);
            case "messages" -> pairs(fixture.expected(), ExpressionCasesTest::message);
            default -> fixture.expected().lines().map(ExpressionCasesTest::line).collect(Collectors.joining("\n"));
        };
        assertThat(actual).isEqualTo(fixture.expected());
    }

    private interface Tried {
        String on(String expression);
    }

    private static String pairs(String expected, Tried tried) {
        return expected.lines()
                .filter(line -> !line.startsWith("    "))
                .map(line -> line + "\n    " + tried.on(line))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        String expression = line.substring(7);
        return String.format("%-6s %s", outcome(expression), expression);
    }

    private static String outcome(String expression) {
        try {
            return Boolean.toString(Expression.parse(expression).holds(subject()));
        } catch (BadExpression _) {
            return "error";
        }
    }

    private static String message(String expression) {
        try {
            return Expression.parse(expression).toString();
        } catch (BadExpression bad) {
            return String.valueOf(bad.getMessage());
        }
    }

    private static String text(String text) {
        try {
            return "[" + Text.parse(text).of(subject()) + "]";
        } catch (BadExpression _) {
            return "error";
        }
    }

    static KnownSubject subject() {
        Request request = new Request("GET", "/p?q=1", Version.HTTP_1_1, HEADERS, Framing.NONE);
        KnownSubject subject = new KnownSubject(request)
                .with(Variable.REQUEST_METHOD, "GET")
                .with(Variable.REQUEST_SCHEME, "http")
                .with(Variable.REQUEST_URI, "/p")
                .with(Variable.QUERY_STRING, "q=1")
                .with(Variable.SERVER_PROTOCOL, "HTTP/1.1")
                .with(Variable.THE_REQUEST, "GET /p?q=1 HTTP/1.1")
                .with(Variable.HTTP_HOST, "h.test:81")
                .with(Variable.REMOTE_ADDR, "127.0.0.1")
                .with(Variable.CONN_REMOTE_ADDR, "127.0.0.1")
                .with(Variable.IS_SUBREQ, "false")
                .with(Variable.HTTPS, "off")
                .with(Variable.IPV6, "off")
                .withSystem("HOME", "/root");
        subject.environment().set("ee", "envval");
        return subject;
    }
}
