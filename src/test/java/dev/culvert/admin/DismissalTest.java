package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.Operations;
import dev.culvert.world.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may end tunnels, which, and with what. */
class DismissalTest {
    private final StatusBench bench = new StatusBench();
    private final List<FakeTunnel> tunnels = bench.open(300);

    private String nonce() {
        bench.settings = bench.settings.put(StatusDirectives.CONTROL, true);
        return "nonce=" + bench.nonces.ofProgram() + "&code=1012&reason=new+version";
    }

    private long ended() {
        return tunnels.stream().filter(one -> !one.farewells().isEmpty()).count();
    }

    @Test
    void theSelectedOnesEnd() {
        Operations.Answer answer = bench.post("?q=room", nonce() + "&t3=on&t300=on&t99999=on&tx=on");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).contains("Done: 2 tunnels are told to end with 1012 &#39;new version&#39;");
        assertThat(tunnels.get(2).farewells()).containsExactly(new Farewell(1012, "new version"));
        assertThat(tunnels.get(299).farewells()).hasSize(1);
        assertThat(ended()).isEqualTo(2);
        assertThat(bench.remarks).singleElement().satisfies(remark -> {
            assertThat(remark.level()).isEqualTo(Level.NOTICE);
            assertThat(remark.text()).isEqualTo(
                    "2 tunnels are told to end with 1012 'new version' (chosen one by one); by ann at 127.0.0.1");
        });
    }

    @Test
    void awholePageCanBeSelected() {
        StringBuilder form = new StringBuilder(nonce());
        for (int i = 101; i <= 300; i++) {
            form.append("&t").append(i).append("=on");
        }
        bench.post("", form.toString());
        assertThat(ended()).isEqualTo(200);
    }

    @Test
    void allThatMatchEndIfTheBoxIsTicked() {
        assertThat(bench.post("?host=host1.test", nonce() + "&all=1").status()).isEqualTo(400);
        assertThat(ended()).isZero();
        assertThat(bench.post("?host=host1.test&limit=5", nonce() + "&all=1&sure=on").page()).contains("100 tunnels are told");
        assertThat(ended()).isEqualTo(100);
        assertThat(bench.remarks.getLast().text()).contains("(host=host1.test)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=1005", "code=999", "code=5000", "code=", "code=abc", "code=10000",
            "reason=%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4"
                    + "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678912"})
    void whatNoFrameCanSayIsRefused(String field) {
        Operations.Answer answer = bench.post("", nonce() + "&" + field + "&t1=on");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.page()).contains("Not done: no tunnel was ended: expected a code");
        assertThat(ended()).isZero();
    }

    @Test
    void aCodeOfAnApplicationWillDo() {
        bench.post("", nonce() + "&code=4000&reason=&t1=on");
        assertThat(tunnels.getFirst().farewells()).containsExactly(new Farewell(4000, ""));
    }

    @Test
    void nobodyEndsAnythingUnlessTheDirectiveLetsThem() {
        String form = "nonce=" + bench.nonces.ofProgram() + "&code=1012&t1=on";
        assertThat(bench.post("", form).status()).isEqualTo(403);
        assertThat(bench.get("").page()).doesNotContain("nonce", "method=\"post\"", "type=\"checkbox\" name=\"t");
        assertThat(ended()).isZero();
    }

    @Test
    void theFormMustComeFromItsPage() {
        String form = nonce() + "&t1=on";
        assertThat(bench.ask("POST", "", form).status()).isEqualTo(403);
        assertThat(bench.ask("POST", "", form, "Referer", "http://elsewhere.test/?status.test").status()).isEqualTo(403);
        assertThat(bench.post("", form.replace("nonce=", "nonce=x")).status()).isEqualTo(403);
        assertThat(bench.get("?" + form, "Referer", StatusBench.OWN).status()).as("a link does nothing").isEqualTo(200);
        assertThat(ended()).isZero();
        assertThat(bench.remarks.getFirst().text()).contains("does not come from its own page");
        assertThat(bench.get("").page()).contains("value=\"" + bench.nonces.ofProgram() + "\"");
        assertThat(bench.get("?json").page()).as("for scripts").contains("\"nonce\" : \"" + bench.nonces.ofProgram() + "\"");
    }
}
