package dev.culvert.files;

import dev.culvert.http.Headers;

/** What becomes of a request that was mapped to a file. */
public sealed interface Answer {
    record Serve(Served file) implements Answer {}

    /** The client is sent to another path of this server, which is decoded. */
    record Redirect(int status, String path) implements Answer {}

    /** Another path of this server is asked for inside. */
    record Inside(String uri) implements Answer {}

    /** @param logLine with httpd's number, or empty */
    record Refuse(int status, String logLine, Headers headers) implements Answer {}
}
