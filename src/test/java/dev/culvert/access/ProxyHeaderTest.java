package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.access.ProxyHeader.Reading;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final String FOUR = "\t\t\t\t\1\1\1\1\3\350\0P";
    private static final String SIX = "\40\1\15\270\0\0\0\0\0\0\0\0\0\0\0\11\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\3\350\0P";

    private static Reading read(String text) {
        return ProxyHeader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String block(int command, int protocol, String body) {
        return SIGNATURE + (char) command + (char) protocol + (char) (body.length() >> 8) + (char) (body.length() & 0xff) + body;
    }

    private static Reading address(String source, String destination, int consumed) {
        return new Reading.Address(new InetSocketAddress(Door.address(source), 1000),
                new InetSocketAddress(Door.address(destination), 80), consumed);
    }

    @Test
    void readsWords() {
        String four = "PROXY TCP4 9.9.9.9 1.1.1.1 1000 80\r\n";
        assertThat(read(four + "GET / HTTP/1.1\r\n")).isEqualTo(address("9.9.9.9", "1.1.1.1", four.length()));
        String six = "PROXY TCP6 2001:db8::9 ::1 1000 80\r\n";
        assertThat(read(six)).isEqualTo(address("2001:db8::9", "::1", six.length()));
    }

    @Test
    void readsUnknown() {
        assertThat(read("PROXY UNKNOWN\r\nGET /")).isEqualTo(new Reading.Local(15));
        assertThat(read("PROXY UNKNOWN whatever stands here\r\n")).isEqualTo(new Reading.Local(36));
    }

    @Test
    void theLongestLineIsReadAndNoLonger() {
        String longest = "PROXY UNKNOWN " + "x".repeat(ProxyHeader.LONGEST_LINE - 16) + "\r\n";
        assertThat(read(longest)).isEqualTo(new Reading.Local(ProxyHeader.LONGEST_LINE));
        assertThat(read(longest.replace("\r\n", "x\r\n"))).isInstanceOf(Reading.Malformed.class);
        assertThat(read("PROXY TCP4 " + "9".repeat(96))).isInstanceOf(Reading.Malformed.class);
        assertThat(read("PROXY TCP4 " + "9".repeat(95))).isEqualTo(new Reading.NeedMore());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD", "GET / HTTP/1.1", "proxy TCP4", "PROXYTCP4", "\r\nPROXY", "PROXY TCP4 9.9.9.9 1.1.1.1 1000 80\n",
        "PROXY \r\n", "PROXY \n", "PROXY TCP4\r\n", "PROXY TCP4 9.9.9.9 1.1.1.1 1000\r\n", "PROXY TCP4 9.9.9.9 1.1.1.1 1000 80 x\r\n",
        "PROXY TCP4 9.9.9.9  1.1.1.1 1000 80\r\n", "PROXY TCP4 999.9.9.9 1.1.1.1 1000 80\r\n", "PROXY TCP4 9.9.9.9 1.1.1 1000 80\r\n",
        "PROXY TCP4 9.9.9.9 1.1.1.1 99999 80\r\n", "PROXY TCP4 9.9.9.9 1.1.1.1 x 80\r\n", "PROXY TCP4 9.9.9.9 1.1.1.1 -1 80\r\n",
        "PROXY TCP4 9.9.9.9 1.1.1.1 01000 80\r\n", "PROXY TCP4 2001:db8::9 ::1 1000 80\r\n", "PROXY TCP6 9.9.9.9 1.1.1.1 1000 80\r\n",
        "PROXY FOO 9.9.9.9 1.1.1.1 1000 80\r\n", "PROXY UNKNOWNX\r\n", "PROXY TCP4 localhost 1.1.1.1 1000 80\r\n"})
    void refusesOtherWords(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void aRefusalCanBeLogged() {
        assertThat(read("PROXY \u0007\u001b[31m\r\n")).isEqualTo(new Reading.Malformed(
                "expected TCP4, TCP6 or UNKNOWN, two addresses and two ports, but was 'PROXY ??[31m'"));
    }

    @Test
    void readsBytes() {
        assertThat(read(block(0x21, 0x11, FOUR) + "GET")).isEqualTo(address("9.9.9.9", "1.1.1.1", 28));
        assertThat(read(block(0x21, 0x21, SIX))).isEqualTo(address("2001:db8::9", "::1", 52));
    }

    @Test
    void skipsWhatProxiesAdd() {
        assertThat(read(block(0x21, 0x11, FOUR + "\4\0\5hello"))).isEqualTo(address("9.9.9.9", "1.1.1.1", 36));
        String most = FOUR + "x".repeat(ProxyHeader.LONGEST_BLOCK - FOUR.length());
        assertThat(read(block(0x21, 0x11, most))).isEqualTo(address("9.9.9.9", "1.1.1.1", 16 + ProxyHeader.LONGEST_BLOCK));
        assertThat(read(block(0x21, 0x11, most + "x"))).isInstanceOf(Reading.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"32,0,0", "32,17,12", "32,255,7", "33,0,0", "33,0,4"})
    void readsLocalAndUnspecified(int command, int protocol, int length) {
        assertThat(read(block(command, protocol, "x".repeat(length)) + "GET")).isEqualTo(new Reading.Local(16 + length));
    }

    @ParameterizedTest
    @CsvSource({"34,17,12", "17,17,12", "49,17,12", "33,18,12", "33,49,216", "33,65,12", "33,1,12", "33,17,11", "33,17,0", "33,33,35",
        "32,0,65535"})
    void refusesOtherBytes(int command, int protocol, int length) {
        assertThat(read(block(command, protocol, "x".repeat(length)).substring(0, 16))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void waitsForTheRest() {
        for (String whole : new String[] {"PROXY TCP4 9.9.9.9 1.1.1.1 1000 80\r\n", "PROXY UNKNOWN\r\n",
                block(0x21, 0x11, FOUR + "\4\0\5hello"), block(0x21, 0x21, SIX), block(0x20, 0, "")}) {
            for (int i = 0; i < whole.length(); i++) {
                assertThat(read(whole.substring(0, i))).as("%s bytes", i).isEqualTo(new Reading.NeedMore());
            }
            assertThat(read(whole)).isNotInstanceOfAny(Reading.NeedMore.class, Reading.Malformed.class);
        }
    }

    @Test
    void leavesTheBufferAlone() {
        ByteBuffer bytes = ByteBuffer.wrap("xxPROXY UNKNOWN\r\nGET".getBytes(StandardCharsets.US_ASCII)).position(2);
        assertThat(ProxyHeader.read(bytes)).isEqualTo(new Reading.Local(15));
        assertThat(bytes.position()).isEqualTo(2);
    }

    /** Half of a header and half of noise, one byte at a time: never an exception, never a change of mind, and an end. */
    @Test
    void survivesNoise() {
        Random random = new Random(20260101);
        String[] seeds = {"PROXY TCP4 9.9.9.9 1.1.1.1 1000 80\r\n", "PROXY TCP6 2001:db8::9 ::1 1000 80\r\n", "PROXY UNKNOWN\r\n",
            block(0x21, 0x11, FOUR + "\4\0\5hello"), block(0x21, 0x21, SIX), block(0x20, 0, ""), ""};
        for (int round = 0; round < 100_000; round++) {
            byte[] noise = noise(random, seeds[random.nextInt(seeds.length)]);
            Reading reading = ProxyHeader.read(ByteBuffer.wrap(noise));
            if (!(reading instanceof Reading.NeedMore)) {
                byte[] longer = Arrays.copyOf(noise, noise.length + 5);
                assertThat(ProxyHeader.read(ByteBuffer.wrap(longer))).isEqualTo(reading);
            }
        }
    }

    private static byte[] noise(Random random, String seed) {
        byte[] text = seed.getBytes(StandardCharsets.ISO_8859_1);
        byte[] noise = Arrays.copyOf(text, random.nextInt(text.length + 20));
        for (int i = random.nextInt(4); i > 0 && noise.length > 0; i--) {
            noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
        }
        return noise;
    }
}
