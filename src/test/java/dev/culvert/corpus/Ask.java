package dev.culvert.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request and what must become of it. In a file:
 * <pre>
 * GET /page  Cookie: a=b                 -&gt; A /page
 * WS https://app.test/live               -&gt; B /live
 *     backend sees X-Forwarded-Proto: https
 *     client sees no Server
 * GET /f.txt                             -&gt; file f.txt
 * GET http://app.test/                   -&gt; 301 https://app.test/
 * </pre>
 * WS is a WebSocket handshake, answered by a backend with 101 when it arrives as one. A line or detail that begins with
 * {@code tls} or {@code plain} counts only in that form of the shape.
 *
 * @param target as it stands in the request line
 * @param headers lines of their own, without their end
 */
record Ask(String line, Word method, boolean secure, String host, String target, List<String> headers, Outcome outcome,
        List<Detail> details) {
    private static final Pattern LINE =
            Pattern.compile("(tls |plain )?([A-Z]+) (?:(https?)://([^/ ]+))?(\\S+)((?:  +[A-Za-z-]+: .*?)*) +-> (.+)");
    private static final Pattern DETAIL =
            Pattern.compile(" +(tls |plain )?(backend|client) sees (no )?([A-Za-z-]+)(?:: (.*))?");

    Ask {
        headers = List.copyOf(headers);
        details = List.copyOf(details);
    }

    /** The method, and whether the request is a WebSocket handshake. */
    record Word(String name) {
        boolean handshake() {
            return name.equals("WS");
        }

        String method() {
            return handshake() ? "GET" : name;
        }
    }

    /** Who sees a header. */
    enum Eye { BACKEND, CLIENT }

    /**
     * A header that is seen, or is not.
     *
     * @param value empty where none may be seen
     */
    record Detail(Eye eye, String name, Optional<String> value) {
        @Override
        public String toString() {
            String who = eye.name().toLowerCase(Locale.ROOT) + " sees ";
            return value.map(text -> who + name + ": " + text).orElse(who + "no " + name);
        }
    }

    static List<Ask> parse(String text, Shape.Form form) {
        List<Ask> asks = new ArrayList<>();
        boolean counts = true;
        for (String line : text.lines().filter(each -> !each.isBlank() && !each.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                Matcher found = matcher(DETAIL, line);
                if (counts && holds(found.group(1), form)) {
                    asks.add(asks.removeLast().with(detail(found)));
                }
            } else {
                Matcher found = matcher(LINE, line);
                counts = holds(found.group(1), form);
                if (counts) {
                    asks.add(of(line, found));
                }
            }
        }
        return asks;
    }

    private static Matcher matcher(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("Expected a request or a detail but was: " + line);
        }
        return found;
    }

    private static boolean holds(String form, Shape.Form actual) {
        return form == null || form.strip().equals(actual == Shape.Form.PLAIN ? "plain" : "tls");
    }

    private static Ask of(String line, Matcher found) {
        String host = found.group(4) == null ? "c.test" : found.group(4);
        List<String> headers = Arrays.stream(found.group(6).split("  +", -1)).map(String::strip).filter(each -> !each.isEmpty()).toList();
        Word word = new Word(found.group(2));
        return new Ask(line, word, "https".equals(found.group(3)), host, found.group(5), headers,
                Outcome.parse(found.group(7).strip(), word), List.of());
    }

    private static Detail detail(Matcher found) {
        Optional<String> value = found.group(3) == null ? Optional.of(String.valueOf(found.group(5))) : Optional.empty();
        return new Detail(found.group(2).equals("backend") ? Eye.BACKEND : Eye.CLIENT, found.group(4), value);
    }

    private Ask with(Detail detail) {
        List<Detail> all = new ArrayList<>(details);
        all.add(detail);
        return new Ask(line, method, secure, host, target, headers, outcome, all);
    }

    @Override
    public String toString() {
        return line;
    }
}
