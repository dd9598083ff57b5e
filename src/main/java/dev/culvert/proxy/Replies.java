package dev.culvert.proxy;

import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ErrorDocument;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Status;
import dev.culvert.http.Version;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers that are made here. */
final class Replies {
    private static final Pattern NUMBERED = Pattern.compile("^(AH\\d{5}):? ?(.*)$", Pattern.DOTALL);

    private final Exchange exchange;
    private final Site site;
    private final ClientHead head;

    Replies(Exchange exchange, InstantSource clock, Site site) {
        this.exchange = exchange;
        this.site = site;
        this.head = new ClientHead(exchange.request(), exchange.settings(), site, clock);
    }

    Action page(int status, String phrase, String reason) {
        return page(head.own(), status, phrase, reason);
    }

    Action empty(int status) {
        return whole(head.own(), status, Status.phrase(status), "");
    }

    Action upgradeRequired(String protocol) {
        return page(head.own().add("Connection", "Upgrade").add("Upgrade", protocol), 426, Status.phrase(426), "");
    }

    /** ProxyErrorOverride: the backend's status and phrase, our page; what a 401 asks for has to stay. */
    Action overriding(Response answer) {
        Headers.Builder headers = head.own();
        if (answer.status() == 401) {
            answer.headers().all("WWW-Authenticate").forEach(challenge -> headers.add("WWW-Authenticate", challenge));
        }
        return page(headers, answer.status(), answer.reason(), "");
    }

    private Action page(Headers.Builder headers, int status, String phrase, String reason) {
        ErrorDocument document = exchange.settings().get(CoreDirectives.ERROR_DOCUMENT)
                .getOrDefault(status, new ErrorDocument.BuiltIn());
        return switch (document) {
            case ErrorDocument.Text(String text) -> whole(headers, status, phrase, text);
            case ErrorDocument.Remote(String url) -> whole(headers.add("Location", url), 302, Status.phrase(302), "");
            case ErrorDocument.BuiltIn(), ErrorDocument.Local _ ->
                    whole(headers, status, phrase, ErrorPage.html(status, phrase, reason, signature()));
        };
    }

    private static Action whole(Headers.Builder headers, int status, String phrase, String page) {
        int length = page.getBytes(StandardCharsets.UTF_8).length;
        headers.add("Content-Length", String.valueOf(length));
        Response head = new Response(status, phrase, Version.HTTP_1_1, headers.build(), Framing.length(length));
        return new Action.Reply(head, page.isEmpty() ? "" : "text/html; charset=utf-8", page);
    }

    private String signature() {
        String line = "<hr>\n<address>" + site.product() + " at " + site.serverName() + " Port "
                + exchange.canonicalPort() + "</address>\n";
        return switch (exchange.settings().get(CoreDirectives.SERVER_SIGNATURE)) {
            case OFF -> "";
            case ON, EMAIL -> line;
        };
    }

    /** The AH number at the head of a log sentence, if there is one. */
    static String numberIn(String why) {
        Matcher matcher = NUMBERED.matcher(why);
        return matcher.matches() ? matcher.group(1) : "";
    }

    static String sentenceIn(String why) {
        Matcher matcher = NUMBERED.matcher(why);
        return matcher.matches() ? matcher.group(2) : why;
    }
}
