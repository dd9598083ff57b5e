package dev.culvert.rewrite;

import java.util.Optional;

/** What rules have made of a request. */
public sealed interface Verdict {
    /** It is what it was. */
    record Untouched() implements Verdict {}

    /**
     * It is for another path of this server, or for a file.
     *
     * @param path decoded
     * @param query without its question mark
     */
    record Local(String path, Optional<String> query, Handover handover) implements Verdict {}

    /**
     * It is for a backend.
     *
     * @param url decoded, without query; host and scheme as they were written
     * @param query without its question mark; to be sent byte for byte
     */
    record Proxied(String url, Optional<String> query, Encoding encoding) implements Verdict {}

    /** The client is sent elsewhere. */
    record Redirect(int status, String location) implements Verdict {}

    /**
     * It is answered with a status of its own.
     *
     * @param logLine an error for the log, with httpd's number; nothing where a rule wanted that status
     */
    record Refuse(int status, Optional<String> logLine) implements Verdict {}

    /** Who looks at a local path next. */
    enum Handover {
        /** {@code [PT]}: mappings and aliases, as if the client had asked for it. */
        MAPPINGS,
        /** It is below the document root; no mapping is consulted. */
        DOCUMENT_ROOT,
        /** It is a file's whole name. */
        FILE,
        /** Of a section's rules: everything begins again with this path, as for a new request. */
        NEW_REQUEST
    }

    /** How a URL for a backend is written. */
    enum Encoding {
        /** Percent-encoded again. */
        CANONICAL,
        /** {@code [NE]}: as it stands. Who sends it must refuse blanks and control characters in it (AH10415). */
        AS_IT_IS
    }
}
