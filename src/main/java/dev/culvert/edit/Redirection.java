package dev.culvert.edit;

import dev.culvert.world.Remark;
import java.util.Optional;

/**
 * What Redirect makes of a request.
 *
 * @param status not always one of redirection: 404, 410 and 200 are common too
 * @param location where to, ready for the head; with a status of redirection only
 * @param remark for the error log
 */
public record Redirection(int status, Optional<String> location, Optional<Remark> remark) {
    static Redirection of(int status) {
        return new Redirection(status, Optional.empty(), Optional.empty());
    }

    static Redirection to(int status, String location) {
        return new Redirection(status, Optional.of(location), Optional.empty());
    }

    static Redirection failed(Remark why) {
        return new Redirection(500, Optional.empty(), Optional.of(why));
    }
}
