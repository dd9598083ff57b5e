package dev.culvert.route;

import dev.culvert.balance.Scheme;
import dev.culvert.http.Tokens;
import java.util.Optional;

/** Which protocol a backend is asked to switch to. */
public final class UpgradeRule {
    private static final String WEBSOCKET = "WebSocket";

    private UpgradeRule() {}

    /**
     * @param client what the client asks for
     * @param worker the backend's {@code upgrade=}, ANY being {@code *}
     * @return the value of the Upgrade header for the backend; nothing for plain HTTP
     */
    public static Optional<String> tokenFor(Optional<String> client, Optional<String> worker, Scheme scheme) {
        if (alwaysUpgrades(worker)) {
            return client.filter(WEBSOCKET::equalsIgnoreCase).or(() -> Optional.of("websocket"));
        }
        return client.filter(asked -> !asked.isEmpty())
                .filter(asked -> worker.map(list -> allows(list, asked))
                        .orElseGet(() -> scheme.isWebSocket() && asked.equalsIgnoreCase(WEBSOCKET)));
    }

    /** As the manual has {@code upgrade=NONE}: the client need not ask, the backend is a WebSocket all the same. */
    public static boolean alwaysUpgrades(Optional<String> worker) {
        return worker.map("NONE"::equalsIgnoreCase).orElse(false);
    }

    /** httpd: of a list, each element is good for everything that begins with it. */
    private static boolean allows(String worker, String asked) {
        return worker.equals("*") || worker.equalsIgnoreCase(asked)
                || Tokens.split(worker).stream().anyMatch(token -> asked.regionMatches(true, 0, token, 0, token.length()));
    }
}
