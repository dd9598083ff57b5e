package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void namesAndValuesAreDecoded() {
        Fields fields = Fields.ofForm("b=chat&b_ss=A%7CB+c&w_wr=&odd=%zz&flag&b=later\r\n");
        assertThat(fields.value("b_ss")).hasValue("A|B c");
        assertThat(fields.value("w_wr")).hasValue("");
        assertThat(fields.value("odd")).as("no such escape").isEmpty();
        assertThat(fields.value("flag")).hasValue("");
        assertThat(fields.value("b")).as("httpd: the last one counts").hasValue("later");
    }

    @Test
    void aFieldThatIsCutOffIsNone() {
        String form = "b=chat&pad=" + "x".repeat(1000);
        assertThat(Fields.ofForm(form + "&b_tmo=5").value("b_tmo")).as("1019 bytes").hasValue("5");
        assertThat(Fields.ofForm(form + "&b_tmo=123456789").value("b_tmo")).as("1027 bytes").isEmpty();
        assertThat(Fields.ofForm(form + "&b_tmo=123456789").value("b")).hasValue("chat");
        assertThat(Fields.ofForm("b_tmo=" + "1".repeat(1018) + "&").value("b_tmo")).as("whole up to the limit").isPresent();
        assertThat(Fields.ofForm("b_tmo=" + "1".repeat(2000)).isEmpty()).isTrue();
    }

    @Test
    void aValueWithALineBreakIsNone() {
        assertThat(Fields.ofForm("w_wr=a%0d%0aSet-Cookie:+x").isEmpty()).isTrue();
    }

    @Test
    void aQueryIsWhatFollowsTheMark() {
        assertThat(Fields.ofTarget("/bm").isEmpty()).isTrue();
        assertThat(Fields.ofTarget("/bm?b=chat&w_lf=5").only(Set.of("b")).value("w_lf")).isEmpty();
        assertThat(Fields.ofTarget("/bm?b=chat").with(Fields.ofForm("b=other")).value("b")).hasValue("other");
    }
}
