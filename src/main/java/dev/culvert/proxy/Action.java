package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.directive.Settings;
import dev.culvert.files.Part;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.route.Target;
import dev.culvert.world.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an exchange wants done next. The wire carries it out and tells the exchange what came of it. */
public sealed interface Action {
    /**
     * Get a connection to the backend.
     *
     * @param settings of the place the request was mapped in, for buffers and TLS
     * @param waits how long it may take to connect, and then to answer
     * @param serverName whom TLS is spoken with
     */
    record Connect(Target target, Backend backend, Settings settings, Waits waits, Source source, String serverName)
            implements Action {}

    /** Send this head, then the request's body framed as the head says. */
    record Send(Request head) implements Action {}

    /** Pass an interim answer on and go on waiting for the final one. */
    record Interim(Response head) implements Action {}

    /** The interim answer is not for this client: go on waiting. */
    record Await() implements Action {}

    /**
     * Send this head; from now on both directions are opaque bytes.
     *
     * @param protocol what both sides agreed to speak
     */
    record Tunnel(Response head, String protocol, Limits limits) implements Action {}

    /** Send this head and the backend's body after it. */
    record Relay(Response head) implements Action {}

    /**
     * Answer from here. The backend connection, if there is one, is given up.
     *
     * @param type of the page; empty where there is none
     */
    record Reply(Response head, String type, String page) implements Action {}

    /** Send this head and these parts of a file after it. */
    record Serve(Response head, Path file, List<Part> parts) implements Action {}

    /** Read the request's body, or as much of it as this many bytes, and tell it. */
    record ReadForm(int most) implements Action {}

    /** Wait for this long, and then say so. */
    record Pause(Duration duration) implements Action {}

    /** Find something out, off the event loop, and tell the answer. */
    record LookUp(Question<?> question) implements Action {}

    /** Where a connection may come from. */
    enum Source {
        /** One that was kept, if there is one. */
        KEPT_OR_FRESH,
        /** A new one, because a kept one turned out dead or none may be kept. */
        FRESH
    }

    /** How long to wait for a backend. */
    record Waits(Duration connect, Duration answer) {}

    /**
     * @param idle without a byte in either direction
     * @param lifetime how long it may last; empty for ever
     * @param frames what holds for its frames; empty where they are not followed
     */
    record Limits(Duration idle, HalfClose halfClose, Optional<Duration> lifetime, Optional<FrameRules> frames) {
        /** Those of bytes that nobody looks at. */
        public Limits(Duration idle, HalfClose halfClose) {
            this(idle, halfClose, Optional.empty(), Optional.empty());
        }
    }

    /** What becomes of a tunnel when one side has said all it has to say. */
    enum HalfClose {
        /** The other may go on. */
        KEPT,
        /** httpd, {@code proxy-nohalfclose}: it is over. */
        ENDS_BOTH
    }
}
