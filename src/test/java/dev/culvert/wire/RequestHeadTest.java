package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.culvert.http.Framing;
import dev.culvert.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heads of spec httpd-proxy.md section 6.4 and 6.5, with {@code ~} for CRLF and {@code ^} for a bare LF. */
class RequestHeadTest {
    private static final HeadLimits LIMITS = new HeadLimits(8191, 8191, 100);

    private static Request parse(String text) throws Exception {
        HeadLines lines = new HeadLines(LIMITS, HeadLines.LineEnd.CRLF_ONLY);
        ByteBuf bytes = Unpooled.copiedBuffer(text.replace("~", "\r\n").replace("^", "\n"), StandardCharsets.ISO_8859_1);
        assertThat(lines.read(bytes)).as("the head is whole").isTrue();
        return RequestHead.parse(lines.lines(), LIMITS);
    }

    private static String outcome(String text) {
        Throwable thrown = catchThrowable(() -> parse(text));
        return switch (thrown) {
            case null -> "ok";
            case BadHead bad -> String.valueOf(bad.status());
            case HeadLines.TooMuch much -> much.excess().toString();
            default -> thrown.toString();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1~Host: h~~",
        "GET / HTTP/1.0~~",
        "get / HTTP/1.1~Host: h~~",
        "GET http://other:99/a HTTP/1.1~Host: h~~",
        "GET http:///x HTTP/1.1~Host: h~~",
        "OPTIONS * HTTP/1.1~Host: h~~",
        "GET / HTTP/1.2~Host: h~~",
        "GET / HTTP/2.0~Host: h~~",
        "~~GET / HTTP/1.1~Host: h~~",
        "POST / HTTP/1.1~Host: h~Content-Length: 3 ~~",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: Chunked~~",
        "GET / HTTP/1.1~Host: h~A: b\tc~ folded~~",
        "GET / HTTP/1.1~Host: [::1]:80~~",
        "GET / HTTP/1.1~Host: under_score.~~",
        "GET / HTTP/1.1~Host: -x:65535~~"
    })
    void readsWhatHttpdReads(String head) {
        assertThat(outcome(head)).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET  / HTTP/1.1~Host: h~~",
        "GET\t/ HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1 ~Host: h~~",
        "GET / http/1.1~Host: h~~",
        "GET / HTTP/11~Host: h~~",
        "GET / HTTP/01.1~Host: h~~",
        "GET / HTTP/0.9~Host: h~~",
        "GET /~~",
        "G(T / HTTP/1.1~Host: h~~",
        "GET x HTTP/1.1~Host: h~~",
        "GET ws://h/ HTTP/1.1~Host: h~~",
        "GET /\u0001 HTTP/1.1~Host: h~~",
        "GET /\u007f HTTP/1.1~Host: h~~",
        "GET / HTTP/1.1~~",
        "GET / HTTP/1.1~Host:~~",
        "GET / HTTP/1.1~Host: a~Host: a~~",
        "GET / HTTP/1.1~Host: a b~~",
        "GET / HTTP/1.1~Host: a..b~~",
        "GET / HTTP/1.1~Host: h:0~~",
        "GET / HTTP/1.1~Host: h:~~",
        "GET / HTTP/1.1~Host: h:65536~~",
        "GET / HTTP/1.1~Host: 1.2.3~~",
        "GET / HTTP/1.1~Host: 127.1~~",
        "GET / HTTP/1.1~Host: 0x7f.1~~",
        "GET / HTTP/1.1~Host: [::1%25lo]~~",
        "GET / HTTP/1.1~Host: user@h~~",
        "GET / HTTP/1.1~Host : h~~",
        "GET / HTTP/1.1~Host: h~NoColon~~",
        "GET / HTTP/1.1~Host: h~: empty~~",
        "GET / HTTP/1.1~Host: h~A: b\u0000c~~",
        "GET / HTTP/1.1~Host: h~A: b\rc~~",
        "GET / HTTP/1.1~ fold: first~Host: h~~",
        "POST / HTTP/1.1~Host: h~Content-Length: 3~Content-Length: 3~~",
        "POST / HTTP/1.1~Host: h~Content-Length: 3, 3~~",
        "POST / HTTP/1.1~Host: h~Content-Length: -1~~",
        "POST / HTTP/1.1~Host: h~Content-Length: +1~~",
        "POST / HTTP/1.1~Host: h~Content-Length: 0x3~~",
        "POST / HTTP/1.1~Host: h~Content-Length: ~~",
        "POST / HTTP/1.1~Host: h~Content-Length: 99999999999999999999~~",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: identity~~",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked, gzip~~",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: xchunked~~",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~Content-Length: 3~~",
        "POST / HTTP/1.0~Transfer-Encoding: chunked~~"
    })
    void refusesWhatTwoServersMightReadDifferently(String head) {
        assertThat(outcome(head)).isEqualTo("400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "chunked, chunked"})
    void answers500ToCodingsItDoesNotKnow(String coding) {
        assertThat(outcome("POST / HTTP/1.1~Host: h~Transfer-Encoding: " + coding + "~~")).isEqualTo("500");
    }

    @Test
    void refusesBareLineFeeds() {
        assertThat(outcome("GET / HTTP/1.1^Host: h^^")).isEqualTo("BARE_LF");
    }

    @Test
    void allowsTenEmptyLinesAndNotEleven() {
        assertThat(outcome("~".repeat(10) + "GET / HTTP/1.1~Host: h~~")).isEqualTo("ok");
        assertThat(outcome("~".repeat(11) + "GET / HTTP/1.1~Host: h~~")).isEqualTo("BLANK_LINES");
    }

    @ParameterizedTest
    @CsvSource({"8191, ok", "8192, FIRST_LINE"})
    void limitsTheRequestLine(int length, String expected) {
        String line = "GET /" + "a".repeat(length - "GET / HTTP/1.1".length()) + " HTTP/1.1";
        assertThat(outcome(line + "~Host: h~~")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"8191, ok", "8192, FIELD_LINE"})
    void limitsAField(int length, String expected) {
        assertThat(outcome("GET / HTTP/1.1~Host: h~A: " + "a".repeat(length - 3) + "~~")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"100, ok", "101, FIELDS"})
    void limitsTheNumberOfFields(int fields, String expected) {
        assertThat(outcome("GET / HTTP/1.1~Host: h~" + "A: b~".repeat(fields - 1) + "~")).isEqualTo(expected);
    }

    @Test
    void limitsFieldsOfOneNameTogether() {
        String field = "A: " + "a".repeat(4000) + "~";
        assertThat(outcome("GET / HTTP/1.1~Host: h~" + field.repeat(2) + "~")).isEqualTo("ok");
        assertThat(outcome("GET / HTTP/1.1~Host: h~" + field.repeat(3) + "~")).isEqualTo("400");
    }

    @Test
    void keepsOrderSpellingAndBytes() throws Exception {
        Request request = parse("GET /é?q HTTP/1.1~HOST: h~x-B:  2 ~X-a: ~X-A: é~~");
        assertThat(request.target()).isEqualTo("/é?q");
        assertThat(request.headers()).hasToString("HOST: h\nx-B: 2\nX-a: \nX-A: é\n");
    }

    @Test
    void joinsAFoldWithOneSpace() throws Exception {
        assertThat(parse("GET / HTTP/1.1~Host: h~A: b~ \t c~~").headers().first("a")).hasValue("b c");
    }

    @Test
    void takesTheAuthorityOfAnAbsoluteTargetAsHost() throws Exception {
        assertThat(parse("GET http://other.test:99/a HTTP/1.1~Host: h~~").headers().all("Host")).containsExactly("other.test:99");
    }

    @Test
    void framesTheBody() throws Exception {
        assertThat(parse("GET / HTTP/1.1~Host: h~~").body()).isEqualTo(Framing.NONE);
        assertThat(parse("GET / HTTP/1.1~Host: h~Content-Length: 0~~").body()).isEqualTo(Framing.length(0));
        assertThat(parse("GET / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~").body()).isEqualTo(Framing.CHUNKED);
    }

    @Test
    void readsAHeadThatComesByteByByte() throws Exception {
        HeadLines lines = new HeadLines(LIMITS, HeadLines.LineEnd.CRLF_ONLY);
        ByteBuf arrived = Unpooled.buffer();
        byte[] head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < head.length; i++) {
            arrived.writeByte(head[i]);
            assertThat(lines.read(arrived)).isEqualTo(i == head.length - 1);
        }
        assertThat(lines.bytes()).isEqualTo(head.length);
        assertThat(RequestHead.parse(lines.lines(), LIMITS).headers().first("Host")).hasValue("h");
    }

    @Test
    void refusesALineThatNeverEnds() {
        HeadLines lines = new HeadLines(LIMITS, HeadLines.LineEnd.CRLF_ONLY);
        ByteBuf endless = Unpooled.wrappedBuffer(new byte[9000]);
        assertThat(catchThrowable(() -> lines.read(endless))).isInstanceOf(HeadLines.TooMuch.class);
    }
}
