package dev.culvert.http;

/**
 * The head of a response.
 *
 * @param status three digits
 * @param reason the phrase after it, possibly empty
 * @param body how the message says its body is framed
 */
public record Response(int status, String reason, Version version, Headers headers, Framing body) {
    public boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    public Response with(Headers other) {
        return new Response(status, reason, version, other, body);
    }
}
