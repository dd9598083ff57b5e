package dev.culvert.proxy;

import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.route.Decision;
import dev.culvert.route.WebSocketDirectives;
import dev.culvert.route.UpgradeRule;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whether the backend is asked to switch protocols, and to which (spec httpd-proxy.md section 2). */
final class UpgradeDecision {
    /** What is asked for where neither the client nor the configuration spells it. */
    private static final String WEBSOCKET = "WebSocket";

    /** What comes of it. */
    sealed interface Answer {}

    record Proceed(Ask ask) implements Answer {}

    /** The client must ask for this protocol; the backend is not troubled. */
    record Required(String protocol) implements Answer {}

    private final Request request;
    private final Decision.Forward to;
    private final Optional<String> worker;
    private final boolean tunnelOnly;

    UpgradeDecision(Request request, Settings settings, Decision.Forward to) {
        this.request = request;
        this.to = to;
        this.worker = to.backend().parameters().get(WorkerParameters.UPGRADE);
        this.tunnelOnly = to.target().scheme().isWebSocket() && !settings.get(WebSocketDirectives.FALLBACK_TO_HTTP);
    }

    Answer take(RandomGenerator random) {
        // RFC 9110 §7.8: an Upgrade in HTTP/1.0 is to be ignored; its client could not be told of a 101 either.
        Optional<String> token = UpgradeRule.tokenFor(request.upgrade(), worker, to.target().scheme())
                .filter(_ -> request.version().atLeast(Version.HTTP_1_1));
        if (token.isPresent()) {
            return new Proceed(new Ask.Upgrade(spelling(token.get()), order(), missingKey(token.get(), random)));
        }
        return tunnelOnly ? new Required(worker.orElse(WEBSOCKET)) : new Proceed(new Ask.Nothing());
    }

    boolean allows(String token) {
        return UpgradeRule.tokenFor(Optional.of(token), worker, to.target().scheme()).isPresent();
    }

    /** httpd: the tunnel module writes its own spelling, unless it would have to write a list or an asterisk. */
    private String spelling(String token) {
        if (!tunnelOnly) {
            return token;
        }
        boolean isOneProtocol = worker.map(w -> !w.contains(",") && !w.equals("*")).orElse(false);
        if (isOneProtocol && !UpgradeRule.alwaysUpgrades(worker)) {
            return worker.orElseThrow();
        }
        return worker.isPresent() ? token : WEBSOCKET;
    }

    private Ask.Order order() {
        return tunnelOnly ? Ask.Order.UPGRADE_FIRST : Ask.Order.CONNECTION_FIRST;
    }

    /** upgrade=NONE opens a WebSocket for a client that did not ask for one: then the key is ours. */
    private Optional<String> missingKey(String token, RandomGenerator random) {
        boolean ours = token.equalsIgnoreCase(WEBSOCKET) && UpgradeRule.alwaysUpgrades(worker)
                && !request.headers().has("Sec-WebSocket-Key");
        return ours ? Optional.of(Handshake.key(random)) : Optional.empty();
    }
}
