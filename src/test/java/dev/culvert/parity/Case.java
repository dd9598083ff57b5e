package dev.culvert.parity;

import java.util.Optional;

/**
 * One row of the table of differential cases, or a part of one.
 *
 * @param number as in the table, with a letter where a row has parts; also the name of the recorded facts. Rows T-001 and
 *     on of the second table are 1001 and on; what stands in no table is 2001 and on
 * @param accepted how Culvert differs on purpose; empty where it must not differ
 */
record Case(String number, String title, Setup setup, Scenario scenario, Optional<Accepted> accepted) {
    /**
     * A difference on purpose.
     *
     * @param heading the heading in docs/differences.md under which the reason stands
     * @param facts what is seen with Culvert instead, one fact a line
     */
    record Accepted(String heading, String reason, String facts) {}

    static Case of(String number, String title, Setup setup, Scenario scenario) {
        return new Case(number, title, setup, scenario, Optional.empty());
    }

    Case differs(String heading, String reason, String facts) {
        return new Case(number, title, setup, scenario, Optional.of(new Accepted(heading, reason, facts)));
    }

    /** As above, the facts being in a file of their own, since they are many. */
    Case differs(String heading, String reason) {
        return differs(heading, reason, Recorded.accepted(number));
    }

    /** The row of the table: the number without its letter. */
    int row() {
        return Integer.parseInt(number.replaceAll("\\D", ""));
    }

    @Override
    public String toString() {
        return number + " " + title;
    }
}
