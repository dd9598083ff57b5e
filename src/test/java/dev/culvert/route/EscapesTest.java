package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EscapesTest {
    /** Whatever bytes a client sends: the line that a backend gets has no control character, no space, nothing above ASCII. */
    @ParameterizedTest
    @EnumSource(EncodedSlashes.class)
    void whatIsSentIsPrintableAscii(EncodedSlashes slashes) {
        Random random = new Random(42);
        int sent = 0;
        for (int i = 0; i < 20_000; i++) {
            if (RequestPath.of("/" + text(random), new PathRules(slashes, SlashRuns.MERGED)) instanceof RequestPath.Path path) {
                sent += Escapes.canonical(path.decoded(), slashes).stream()
                        .peek(canonical -> assertThat(canonical).matches("[!-~]+")).toList().size();
            }
        }
        assertThat(sent).isGreaterThan(1_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(256));
                case 1, 2 -> text.append(String.format("%%%02x", random.nextInt(256)));
                case 3 -> text.append(random.nextBoolean() ? "/" : "..");
                default -> text.append((char) ('!' + random.nextInt(94)));
            }
        }
        return text.toString();
    }

    /** A path that has been encoded once stays as it is when it comes back. */
    @ParameterizedTest
    @EnumSource(value = EncodedSlashes.class, names = {"OFF", "ON"})
    void encodingUndoesDecoding(EncodedSlashes slashes) {
        Random random = new Random(7);
        PathRules rules = new PathRules(slashes, SlashRuns.MERGED);
        for (int i = 0; i < 20_000; i++) {
            if (RequestPath.of("/" + text(random), rules) instanceof RequestPath.Path path && path.undecodable().isEmpty()) {
                String canonical = Escapes.canonical(path.decoded(), slashes).orElseThrow();
                assertThat(RequestPath.of(canonical, rules)).isInstanceOfSatisfying(RequestPath.Path.class,
                        again -> assertThat(again.decoded()).isEqualTo(path.decoded()));
            }
        }
    }
}
