package dev.culvert.route;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.Scheme;
import dev.culvert.edit.Redirection;
import dev.culvert.files.Served;
import dev.culvert.http.Headers;
import dev.culvert.world.Journal;
import java.util.Optional;

/** What becomes of a request. */
public sealed interface Decision {
    /** It is passed on. */
    sealed interface Onward extends Decision {
        /** As the mapping made it, before it was encoded again; without the query. */
        String url();

        /** A warning for the log, with httpd's number. */
        Optional<String> remark();

        /** Where it goes, as it is sent. */
        String destination();
    }

    /**
     * It goes to one of a balancer's members.
     *
     * @param path as it is sent, behind the path that the member's own URL has; with the query
     */
    record Balance(Balancer balancer, String path, String url, Optional<String> remark) implements Onward {
        @Override
        public String destination() {
            return balancer.name() + path;
        }

        /** The same request to a member. */
        public Forward to(Backend member) {
            Scheme scheme = Scheme.of(member.scheme()).orElseThrow();
            return new Forward(Target.of(member.url(), scheme, member.url().path() + path), member, url, remark);
        }
    }

    /**
     * It goes to a backend.
     *
     * @param url as the mapping made it, before it was encoded again; without the query
     * @param remark a warning for the log, with httpd's number
     */
    record Forward(Target target, Backend backend, String url, Optional<String> remark) implements Onward {
        @Override
        public String destination() {
            return target.url();
        }
    }

    /** The client is sent elsewhere. */
    record Redirect(int status, String location) implements Decision {}

    /**
     * It is answered with a page about a status, an error as a rule.
     *
     * @param module httpd's short name of who refuses
     * @param logLine with httpd's number, where it has one; empty if there is nothing to say
     * @param headers what the answer must tell, such as a challenge
     */
    record Refuse(int status, String module, String logLine, Headers headers) implements Decision {
        public Refuse(int status, String logLine) {
            this(status, "core", logLine, Headers.NONE);
        }
    }

    /** It is about this server, and answered without a body. */
    record Local(int status, Headers headers) implements Decision {
        public Local(int status) {
            this(status, Headers.NONE);
        }
    }

    /** It is answered with a file, or parts of one. */
    record Serve(Served answer) implements Decision {}

    /**
     * It is about this server itself, and answered with one of its own pages.
     *
     * @param handler who answers, such as {@code balancer-manager}
     */
    record Operate(String handler) implements Decision {}

    /** Nothing is mapped to a path. */
    static Decision nothing(String path) {
        return new Refuse(404, "AH00128: nothing is mapped to '" + path + "'");
    }

    /** What a Redirect says. */
    static Decision of(Redirection redirection, Journal journal) {
        redirection.remark().ifPresent(journal::say);
        return redirection.location()
                .<Decision>map(location -> new Redirect(redirection.status(), location))
                .orElseGet(() -> new Refuse(redirection.status(), "alias", "", Headers.NONE));
    }
}
