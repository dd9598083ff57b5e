package dev.culvert.admin;

import dev.culvert.proxy.Totals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the program is at one moment.
 *
 * @param host what the client calls it
 * @param via the address that it was asked at
 * @param tunnels that are open
 * @param loops that requests are served on: what httpd has workers for
 */
record Gauges(
        String host, String via, String product, String built, ZonedDateTime now, Totals.Count count, int tunnels, int loops,
        Machine machine) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE, dd-MMM-yyyy HH:mm:ss zzz", Locale.ENGLISH);
    private static final int LONGEST_BOARD = 4096;

    String time() {
        return TIME.format(now);
    }

    String restarted() {
        return TIME.format(count.started().atZone(now.getZone()));
    }

    Duration up() {
        Duration up = Duration.between(count.started(), now);
        return up.isNegative() ? Duration.ZERO : up;
    }

    /** Such as {@code 1 day 3 minutes 5 seconds}. */
    String uptime() {
        Duration up = up();
        List<String> words = new ArrayList<>();
        add(words, up.toDays(), "day");
        add(words, up.toHoursPart(), "hour");
        add(words, up.toMinutesPart(), "minute");
        words.add(up.toSecondsPart() + (up.toSecondsPart() == 1 ? " second" : " seconds"));
        return String.join(" ", words);
    }

    private static void add(List<String> words, long number, String unit) {
        if (number > 0) {
            words.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    /** Requests under way, the one that asks among them. A tunnel is none any more: in httpd too it can do without a worker. */
    long busy() {
        return Math.max(0, count.open() - tunnels);
    }

    /** Open connections of clients with nothing under way; streams of HTTP/2 share one, so that these may be fewer. */
    long waiting() {
        return Math.max(0, count.connections() - busy() - tunnels);
    }

    /** One letter for each request under way, and one for each loop, which is ready for more all the time. */
    String board() {
        int letters = (int) Math.min(LONGEST_BOARD, busy());
        return "W".repeat(letters) + "_".repeat(loops);
    }

    double perSecond(double of) {
        return of / Math.max(1, up().toSeconds());
    }

    double perSecond(long of) {
        return perSecond((double) of);
    }

    double perRequest(long of) {
        return (double) of / Math.max(1, count.requests());
    }

    /** Short, for people and for collectors: six digits that count. */
    static String number(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
