package dev.culvert.http;

import java.util.Optional;

/**
 * The head of a request.
 *
 * @param method case kept
 * @param target as it stood in the request line, undecoded: {@code /path?query}, an absolute URI, or {@code *}
 * @param body how the message says its body is framed
 */
public record Request(String method, String target, Version version, Headers headers, Framing body) {
    /** The protocol the client asks to switch to: its {@code Upgrade} lines joined, if there is anything in them. */
    public Optional<String> upgrade() {
        return headers.joined("Upgrade").map(String::strip).filter(token -> !token.isEmpty());
    }

    /** Whether only the protocol it asks for will do: over HTTP/2 that is all an extended CONNECT can mean (RFC 8441 §5). */
    public boolean insists() {
        return version.atLeast(Version.HTTP_2) && upgrade().isPresent();
    }

    /** Whether this protocol, and nothing else, is what it asks to switch to. */
    public boolean asksFor(String protocol) {
        return upgrade().filter(protocol::equalsIgnoreCase).isPresent();
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether the client announced that it waits for a 100 before its body. */
    public boolean expectsContinue() {
        return headers.first("Expect").map("100-continue"::equalsIgnoreCase).orElse(false);
    }

    public Request with(Headers other) {
        return new Request(method, target, version, other, body);
    }

    public Request framed(Framing framing) {
        return new Request(method, target, version, headers, framing);
    }
}
