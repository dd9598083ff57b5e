package dev.culvert.lint;

import java.util.stream.Stream;

/** A rewrite rule to ws:// that does not proxy. */
final class WebSocketRedirect implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.rulesIn(survey).map(RuleSet.Rule::line)
                .filter(line -> line.goesToWebSocket() && !line.isProxying()).map(WebSocketRedirect::finding);
    }

    private static Finding finding(RuleLine line) {
        return Finding.mistake(line.at(), "websocket-redirect", "Without [P] this rule answers with a redirect to the backend's"
                + " own address, which no browser follows for a WebSocket. [P] carries the request there.",
                line.withoutFlags("R", "redirect").withFlag("P").print());
    }
}
