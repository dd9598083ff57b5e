package dev.culvert.edit;

/**
 * One line of Header or RequestHeader.
 *
 * @param header whose name it is about; for an echo, the pattern
 */
record HeaderEdit(Table table, When when, String header, HeaderAction action, HeaderCondition condition) {
    /** Which headers a line is about. */
    enum Table {
        REQUEST,
        /** Those of answers that are not errors of this server's own: what a backend sends is here. */
        ON_SUCCESS,
        /** Those that every answer carries. */
        ALWAYS
    }

    /** At which point of a request's way a line holds. */
    enum When {
        /** Before anything is known but the head. */
        EARLY,
        /** A request's before it is sent on, an answer's before the client has it. */
        LATE,
        /** httpd: an early line in a section comes too soon for the section to be known. */
        NEVER
    }

    boolean isAbout(String name) {
        return header.equalsIgnoreCase(name);
    }
}
