package dev.culvert.route;

import dev.culvert.balance.Backend;
import java.util.Optional;

/** What becomes of a request. */
public sealed interface Decision {
    /**
     * It goes to a backend.
     *
     * @param remark a warning for the log, with httpd's number
     */
    record Forward(Target target, Backend backend, ProxyPass rule, Optional<String> remark) implements Decision {}

    /**
     * It is answered with an error.
     *
     * @param logLine with httpd's number, where it has one
     */
    record Refuse(int status, String logLine) implements Decision {}

    /** It is about this server, and answered without a body. */
    record Local(int status) implements Decision {}
}
