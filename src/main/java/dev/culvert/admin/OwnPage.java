package dev.culvert.admin;

import dev.culvert.proxy.Operations;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a form comes from a page of this server. httpd: whatever comes from a page of another site has no say. */
final class OwnPage {
    private static final Pattern REFERER =
            Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?(\\[[^]]*]|[^:/?#]*).*$", Pattern.DOTALL);

    private OwnPage() {}

    static boolean sent(Operations.Asked asked) {
        Optional<Matcher> referer = asked.request().headers().first("Referer").map(REFERER::matcher).filter(Matcher::matches);
        return referer.filter(host -> host.group(1).equalsIgnoreCase(asked.identity().name())).isPresent();
    }

    /** What was missing, for a log line. */
    static String expected(Operations.Asked asked) {
        return "expected a Referer of '" + asked.identity().name() + "', but was '"
                + asked.request().headers().first("Referer").orElse("") + "'";
    }

    /** Where the page is. One slash at its beginning: two would be the name of another server. */
    static String path(String target) {
        String path = target.replaceFirst("\\?.*$", "").replaceFirst("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", "");
        return "/" + path.replaceFirst("^[/\\\\]+", "");
    }

    /** For a log line. */
    static String visitor(Operations.Asked asked) {
        return asked.user().map(user -> user + " at ").orElse("") + asked.client().ip();
    }
}
