package dev.culvert.proxy;

import dev.culvert.http.Headers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a status that is answered from here.
 *
 * @param phrase what the page and the status line say
 * @param reason what is known beyond the status, or empty
 * @param headers what the answer must tell as well, such as a challenge
 */
record Page(int status, String phrase, String reason, Headers headers) {
    private static final Pattern NUMBERED = Pattern.compile("^(AH\\d{5}):? ?(.*)$", Pattern.DOTALL);

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
