package dev.culvert.access;

import dev.culvert.world.Remark;
import java.util.Optional;

/** Whether a request may go on. The line of each, if it has one, is for whoever asked to write into the error log. */
public sealed interface Verdict {
    /** What the client is answered; 200 where the request goes on. */
    int status();

    /** Who the client is, or with a refusal says it is. */
    Optional<String> user();

    /** Why not. */
    Optional<Remark> line();

    /**
     * It may.
     *
     * @param user nobody where nobody was asked
     * @param authType how the user was recognized, such as {@code Basic}
     */
    record Granted(Optional<String> user, Optional<String> authType) implements Verdict {
        static Granted to(String user) {
            return new Granted(Optional.of(user), Optional.of(BasicLogin.TYPE));
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<Remark> line() {
            return Optional.empty();
        }
    }

    /** It may not, and no password would help. */
    record Denied(Optional<String> user, Remark why) implements Verdict {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public Optional<Remark> line() {
            return Optional.of(why);
        }
    }

    /**
     * It may not without another name or password.
     *
     * @param challenge the value of {@code WWW-Authenticate}
     * @param line nothing where no name was given, which is how every login begins
     */
    record Unauthorized(String challenge, Optional<String> user, Optional<Remark> line) implements Verdict {
        @Override
        public int status() {
            return 401;
        }
    }

    /** The configuration asks for what it does not make possible. */
    record Broken(Remark why) implements Verdict {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<Remark> line() {
            return Optional.of(why);
        }
    }
}
