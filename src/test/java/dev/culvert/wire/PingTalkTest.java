package dev.culvert.wire;

import static dev.culvert.testing.WebSocketPeer.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingTalkTest {
    private static final int PONG = 0xA;

    private final PingTalk talk = new PingTalk(new Random(1));
    private final String payload = payload();
    private final ByteBuf out = Unpooled.buffer();

    private String payload() {
        ByteBuf ping = Unpooled.buffer();
        talk.ping(ping);
        assertThat(ping.readUnsignedByte()).isEqualTo((short) 0x89);
        assertThat(ping.readUnsignedByte()).as("masked, of 8 bytes").isEqualTo((short) 0x88);
        byte[] key = new byte[4];
        ping.readBytes(key);
        byte[] content = new byte[8];
        ping.readBytes(content);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= key[i % 4];
        }
        return new String(content, ISO_8859_1);
    }

    private PingTalk.State read(String bytes) throws PingTalk.Wrong {
        return talk.read(Unpooled.copiedBuffer(bytes, ISO_8859_1), out);
    }

    @Test
    void aPongWithTheSamePayloadIsTheAnswer() throws PingTalk.Wrong {
        assertThat(read(frame(PONG, payload))).isEqualTo(PingTalk.State.ANSWERED);
    }

    @Test
    void anotherPongIsNot() throws PingTalk.Wrong {
        assertThat(read(frame(PONG, "12345678") + frame(PONG, ""))).isEqualTo(PingTalk.State.WAITS);
    }

    @Test
    void dataMayComeInBetweenAndInPieces() throws PingTalk.Wrong {
        String all = frame(1, "hello") + frame(2, "x".repeat(300)) + frame(0, "") + frame(PONG, payload);
        ByteBuf in = Unpooled.buffer();
        for (int i = 0; i < all.length() - 1; i++) {
            in.writeByte(all.charAt(i));
            assertThat(talk.read(in, out)).isEqualTo(PingTalk.State.WAITS);
        }
        in.writeByte(all.charAt(all.length() - 1));
        assertThat(talk.read(in, out)).isEqualTo(PingTalk.State.ANSWERED);
        assertThat(out.isReadable()).as("data gets no answer").isFalse();
    }

    @Test
    void thePeersPingIsAnswered() throws PingTalk.Wrong {
        assertThat(read(frame(9, "you?"))).isEqualTo(PingTalk.State.WAITS);
        assertThat(out.readUnsignedByte()).isEqualTo((short) 0x8A);
        assertThat(out.readUnsignedByte()).isEqualTo((short) (0x80 | 4));
        assertThat(out.readableBytes()).isEqualTo(4 + 4);
    }

    @Test
    void thereIsABoundToWhatMayComeInBetween() {
        assertThatThrownBy(() -> read(frame(1, "x".repeat(40_000)) + frame(1, "x".repeat(40_000))))
                .isInstanceOf(PingTalk.Wrong.class).hasMessage("more than 65536 bytes instead of a pong");
        assertThatThrownBy(() -> new PingTalk(new Random(1)).read(Unpooled.copiedBuffer("\u0082\177\u00ff\u00ff\u00ff\u00ff"
                + "\u00ff\u00ff\u00ff\u00ff", ISO_8859_1), out)).isInstanceOf(PingTalk.Wrong.class);
    }

    @Test
    void aCloseSaysWhy() {
        assertThatThrownBy(() -> read(frame(8, "\u0003\u00f3"))).isInstanceOf(PingTalk.Wrong.class)
                .hasMessage("a close with code 1011 instead of a pong");
        assertThatThrownBy(() -> read(frame(8, ""))).hasMessage("a close instead of a pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u008a\u0088", // masked by a server
        "\u00ca\u0008", // a reserved bit
        "\12\10", // a pong in fragments
        "\u008a~", // a pong too long
        "\u0083\u0001", // no opcode
        "\u008b\u0001", // none either
        "HTTP",
    })
    void whatIsNoFrameIsNoAnswer(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(PingTalk.Wrong.class)
                .hasMessage("what came after the handshake is no WebSocket frame of a server");
    }

    @Test
    void theLastFrameIsAClose() {
        talk.close(out);
        assertThat(out.readUnsignedByte()).isEqualTo((short) 0x88);
        assertThat(out.readUnsignedByte()).isEqualTo((short) 0x82);
        assertThat(out.readableBytes()).isEqualTo(4 + 2);
    }
}
