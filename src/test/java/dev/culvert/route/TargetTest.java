package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Scheme;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "HTTP, h, 80, h, http://h/x",
        "HTTPS, h, 443, h, https://h/x",
        "WS, h, 8080, h:8080, ws://h:8080/x",
        "WSS, h, 80, h, wss://h:80/x",
        "WS, h, 443, h:443, ws://h:443/x",
        "WS, ::1, 81, [::1]:81, ws://[::1]:81/x",
        "WS, ::1, 80, [::1], ws://[::1]/x",
    })
    void namesItsHost(Scheme scheme, String host, int port, String header, String url) {
        Target target = new Target(scheme, host, port, Optional.empty(), "/x");
        assertThat(target.hostHeader()).isEqualTo(header);
        assertThat(target.url()).isEqualTo(url);
    }
}
