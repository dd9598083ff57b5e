package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedDecoderTest {
    /** Writes down what comes. */
    private static final class Recorder implements BodyDecoder.Sink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void content(ByteBuf slice) {
            text.append(slice.toString(StandardCharsets.ISO_8859_1));
            slice.release();
        }

        @Override
        public void end(Headers trailers) {
            text.append('|').append(trailers.toString().replace("\n", ";"));
        }
    }

    private static String decode(String wire, int step) throws BodyDecoder.Malformed {
        BodyDecoder decoder = BodyDecoder.of(Framing.CHUNKED);
        Recorder out = new Recorder();
        ByteBuf in = Unpooled.buffer();
        byte[] bytes = wire.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        boolean ended = false;
        for (int i = 0; i < bytes.length && !ended; i += step) {
            in.writeBytes(bytes, i, Math.min(step, bytes.length - i));
            ended = decoder.decode(in, out);
        }
        return out.text + (ended ? "" : "…") + "+" + in.readableBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void decodesHoweverTheBytesArrive(int step) throws Exception {
        assertThat(decode("4~Wiki~6;name=\"x\"~pedia ~A ~0123456789~0~X-Sum: 7~Host: evil~~", step))
                .isEqualTo("Wikipedia 0123456789|X-Sum: 7;+0");
    }

    @Test
    void leavesWhatFollowsAlone() throws Exception {
        assertThat(decode("1~a~0~~GET /", 1000)).isEqualTo("a|+5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g~", "0x3~abc~", "-1~", "~", " 3~abc~", "3\nabc~", "3~abcX~", "3~abc\n0~~", "3 4~abc~", "3;\u0001~abc~"})
    void refusesWhatAnotherReaderMightTakeForSomethingElse(String wire) {
        assertThatThrownBy(() -> decode(wire, 1000)).isInstanceOf(BodyDecoder.Malformed.class)
                .extracting(e -> ((BodyDecoder.Malformed) e).status()).isEqualTo(400);
    }

    @Test
    void refusesAnEndlessSize() {
        assertThatThrownBy(() -> decode("ffffffffffffffff~", 1000))
                .extracting(e -> ((BodyDecoder.Malformed) e).status()).isEqualTo(413);
    }

    @Test
    void refusesMoreThanTheLimit() {
        BodyDecoder decoder = BodyDecoder.of(Framing.CHUNKED, 3);
        ByteBuf in = Unpooled.copiedBuffer("4\r\nabcd\r\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> decoder.decode(in, new Recorder()))
                .extracting(e -> ((BodyDecoder.Malformed) e).status()).isEqualTo(413);
    }

    @Test
    void boundsALineThatDoesNotEnd() {
        assertThatThrownBy(() -> decode("1;" + "a".repeat(5000), 1000)).isInstanceOf(BodyDecoder.Malformed.class);
    }
}
