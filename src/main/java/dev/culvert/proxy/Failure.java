package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.route.Target;
import dev.culvert.world.Remark;
import java.time.Duration;

/**
 * What went wrong before the client had an answer. Its status, its reason and its log line stand here and nowhere else.
 * The statuses are httpd's (spec: a silent backend is 502 and never 504, a name or TLS failure is 500).
 */
public sealed interface Failure {
    /** The status line and page that the client gets. */
    int status();

    /** What the page says about it beyond the status; empty for a plain page. */
    default String reason() {
        return "";
    }

    Remark remark(Target target);

    /** Whether nothing of the request can have reached an application, so that it may be sent again elsewhere. */
    default boolean untouched() {
        return false;
    }

    /** Whether a balancer leaves the backend alone after it. */
    default boolean blamesMember() {
        return untouched();
    }

    /** The backend refused, or the network did. */
    record Unreachable(String detail) implements Failure {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public Remark remark(Target target) {
            return target.unixSocket().isPresent()
                    ? Remark.error("proxy", "AH02454", "cannot connect to the unix socket of " + target.url() + ": " + detail)
                    : Remark.error("proxy", "AH00957", "cannot connect to " + target.authority() + ": " + detail);
        }
    }

    /** The host name has no address. */
    record NameUnknown(String host) implements Failure {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String reason() {
            return "DNS lookup failure for: " + host;
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy", "AH00898", "no address for the name " + host + ", needed by " + target.url());
        }
    }

    /** All of the backend's connections are in use, and none came back in time. */
    record NoneFree(Backend backend) implements Failure {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy", "AH00941", "no free connection to " + backend.name()
                    + ": as many as its max= allows are in use");
        }

        /** It is busy, and no worse than that. */
        @Override
        public boolean blamesMember() {
            return false;
        }
    }

    /** The backend was taken out of use in the configuration. */
    record OutOfUse(Backend backend) implements Failure {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy", "AH00940", backend.name() + " is disabled or stopped by its status=");
        }
    }

    /** A TLS backend without {@code SSLProxyEngine On}. */
    record NoTlsEngine() implements Failure {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy", "AH00961", target.url() + " needs TLS, and SSLProxyEngine is not On here");
        }
    }

    /**
     * The TLS handshake with the backend failed.
     *
     * @param number httpd's, such as {@code AH02411}
     */
    record TlsFailed(String number, String detail) implements Failure {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String reason() {
            return "Error during SSL Handshake with remote server";
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("ssl", number, "TLS with " + target.authority() + " failed: " + detail);
        }
    }

    /** The connection ended before there was a status line. */
    record NoAnswer(String detail) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Error reading from remote server";
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH01102", "no answer from " + target.authority() + ": " + detail);
        }
    }

    /** The connection stands, but nothing came over it in time: the backend may well be at work on the request. */
    record Silent(Duration waited) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Error reading from remote server";
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH01102", "no answer from " + target.authority() + " within "
                    + waited.toMillis() + " ms (70007)");
        }
    }

    /** The answer's head makes no sense. */
    record BrokenAnswer(String detail) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH01106", "cannot use the answer of " + target.authority() + ": " + detail);
        }
    }

    /** The answer's head holds what must not be passed on to anyone. */
    record UnsafeAnswer(String detail) implements Failure {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("http", "AH02430", "the answer of " + target.authority() + " is not passed on: " + detail);
        }
    }

    /** The first line is not one of HTTP/1. */
    record CorruptStatusLine(String line) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Corrupt status line returned by remote server: " + line;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH01106", target.authority() + " does not speak HTTP/1: " + line);
        }
    }

    /** A success other than 101, where only a tunnel will do: the backend did not switch. */
    record NotSwitched(int status) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH10461", target.url() + " answered " + status
                    + " where the client can use nothing but a switch of protocols");
        }
    }

    /** 101 to something other than what was asked for. */
    record UnexpectedUpgrade(String got, String expected) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Unexpected Upgrade: " + got + " (expecting " + expected + ")";
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH10239", target.authority() + " switched to " + got + ", but was asked for "
                    + expected + "; no tunnel is opened");
        }
    }

    /** 101 without the proof that the backend read this very handshake (RFC 6455 §4.1). */
    record WrongAccept(String got, String expected) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Unexpected Sec-WebSocket-Accept from remote server";
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("culvert", "", target.authority() + " answered Sec-WebSocket-Accept '" + got + "', but the key"
                    + " asks for '" + expected + "'; CulvertVerifyAccept Off accepts such a backend");
        }
    }

    /** More interim answers than anyone needs. */
    record TooManyInterims(int limit) implements Failure {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String reason() {
            return "Too many (" + limit + ") interim responses from origin server";
        }

        @Override
        public Remark remark(Target target) {
            return Remark.error("proxy_http", "AH10124", target.authority() + " sent more than " + limit + " interim answers");
        }
    }
}
