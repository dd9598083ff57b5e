package dev.culvert.proxy;

import dev.culvert.http.Request;
import dev.culvert.http.Response;
import java.util.Optional;

/** Whether a 101 is the answer to what was asked. No peer checks all of it, and each has paid for that. */
final class Agreement {
    private Agreement() {}

    /** @return what is wrong with the backend's 101, or nothing if it truly agreed */
    static Optional<Failure> objection(Request sent, Ask ask, Response answer, boolean verifyAccept) {
        String got = answer.headers().first("Upgrade").orElse("n/a");
        return switch (ask) {
            case Ask.Nothing() -> Optional.of(new Failure.UnexpectedUpgrade(got, "n/a"));
            case Ask.Upgrade upgrade when !got.equalsIgnoreCase(upgrade.token()) ->
                    Optional.of(new Failure.UnexpectedUpgrade(got, upgrade.token()));
            case Ask.Upgrade _ -> verifyAccept ? wrongAccept(sent, answer) : Optional.empty();
        };
    }

    private static Optional<Failure> wrongAccept(Request sent, Response answer) {
        return sent.headers().first("Sec-WebSocket-Key").flatMap(key -> {
            String expected = Handshake.accept(key);
            String got = answer.headers().joined("Sec-WebSocket-Accept").orElse("");
            return got.equals(expected) ? Optional.empty() : Optional.of(new Failure.WrongAccept(got, expected));
        });
    }
}
