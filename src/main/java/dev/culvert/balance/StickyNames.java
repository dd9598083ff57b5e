package dev.culvert.balance;

/**
 * Where a client carries its route ({@code stickysession=COOKIE|param}).
 *
 * @param cookie the name of the cookie
 * @param path the name of the parameter in the URL; the cookie's if only one name is given
 */
public record StickyNames(String cookie, String path) {
    static StickyNames of(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? new StickyNames(text, text) : new StickyNames(text.substring(0, bar), text.substring(bar + 1));
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return cookie.equals(path) ? cookie : cookie + "|" + path;
    }
}
