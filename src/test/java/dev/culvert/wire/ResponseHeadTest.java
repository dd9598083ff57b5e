package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.culvert.http.Framing;
import dev.culvert.proxy.Failure;
import dev.culvert.route.BadHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
    private static ResponseHead.Parsed parse(BadHeader policy, String... lines) throws ResponseHead.Broken {
        return new ResponseHead(policy, "GET").parse(List.of(lines));
    }

    private static Class<?> failure(String... lines) {
        Throwable thrown = catchThrowable(() -> parse(BadHeader.IS_ERROR, lines));
        assertThat(thrown).isInstanceOf(ResponseHead.Broken.class);
        return ((ResponseHead.Broken) thrown).failure().getClass();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.0 200 OK", "HTTP/1.1 999 x"})
    void readsStatusLines(String line) throws Exception {
        assertThat(parse(BadHeader.IS_ERROR, line).response().status()).isIn(200, 999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0 200 OK", "GARBAGE", "HTTP/1.1 20 OK", "HTTP/1.1 2000", "HTTP/1.1  200", "HTTP/1.1 2x0 OK"})
    void refusesWhatIsNoStatusLine(String line) {
        assertThat(failure(line)).isEqualTo(Failure.CorruptStatusLine.class);
    }

    @Test
    void treatsAFieldWithoutColonAsItsPolicySays() throws Exception {
        String[] head = {"HTTP/1.1 200 OK", "A: 1", "bad", "B: 2"};
        assertThat(failure(head)).isEqualTo(Failure.BrokenAnswer.class);
        assertThat(parse(BadHeader.IGNORE, head).response().headers()).hasToString("A: 1\nB: 2\n");
        ResponseHead.Parsed started = parse(BadHeader.START_BODY, head);
        assertThat(started.response().headers()).hasToString("A: 1\n");
        assertThat(started.stray()).isEqualTo("B: 2\r\n\r\n");
        assertThat(started.reusable()).isFalse();
    }

    @Test
    void passesNoControlCharactersOn() {
        assertThat(failure("HTTP/1.1 200 OK", "A: b\rSet-Cookie: x")).isEqualTo(Failure.UnsafeAnswer.class);
        assertThat(failure("HTTP/1.1 200 O\u0000K")).isEqualTo(Failure.UnsafeAnswer.class);
        assertThat(failure("HTTP/1.1 200 OK", "A b: c")).isEqualTo(Failure.UnsafeAnswer.class);
    }

    @Test
    void doesNotTakeAMangledUpgradeForOne() throws Exception {
        assertThat(parse(BadHeader.IS_ERROR, "HTTP/1.1 101 S", "Upgrade : websocket").response().headers().has("Upgrade")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"abc", "-1", "'1, 2'", "''"})
    void refusesALengthThatIsNone(String length) {
        assertThat(failure("HTTP/1.1 200 OK", "Content-Length: " + length)).isEqualTo(Failure.BrokenAnswer.class);
    }

    @Test
    void refusesTwoLengthsThatDiffer() {
        assertThat(failure("HTTP/1.1 200 OK", "Content-Length: 1", "Content-Length: 2")).isEqualTo(Failure.BrokenAnswer.class);
    }

    @Test
    void frames() throws Exception {
        assertThat(parse(BadHeader.IS_ERROR, "HTTP/1.1 200 OK", "Content-Length: 5").response().body()).isEqualTo(Framing.length(5));
        assertThat(parse(BadHeader.IS_ERROR, "HTTP/1.1 200 OK").response().body()).isEqualTo(Framing.UNTIL_CLOSE);
        assertThat(parse(BadHeader.IS_ERROR, "HTTP/1.1 304 OK", "Content-Length: 5").response().body()).isEqualTo(Framing.NONE);
        ResponseHead.Parsed both = parse(BadHeader.IS_ERROR, "HTTP/1.1 200 OK", "Content-Length: 5", "Transfer-Encoding: chunked");
        assertThat(both.response().body()).isEqualTo(Framing.CHUNKED);
        assertThat(both.reusable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0 200 OK, x, false", "HTTP/1.1 200 OK, close, false", "HTTP/1.1 200 OK, 'x, Close', false",
        "HTTP/1.1 200 OK, keep-alive, true"})
    void knowsWhichConnectionsCarryAnotherRequest(String line, String connection, boolean reusable) throws Exception {
        assertThat(parse(BadHeader.IS_ERROR, line, "Content-Length: 0", "Connection: " + connection).reusable()).isEqualTo(reusable);
    }
}
