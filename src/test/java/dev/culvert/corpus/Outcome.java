package dev.culvert.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of a request. */
sealed interface Outcome {
    /** A backend gets it under that target, and its answer has that status. */
    record Backend(String name, String target, int status) implements Outcome {
        @Override
        public String toString() {
            return name + " " + target + " " + status;
        }
    }

    /** A file of the document root is sent. */
    record Page(String file) implements Outcome {
        @Override
        public String toString() {
            return "file " + file;
        }
    }

    /** The client is sent elsewhere. */
    record Redirect(int status, String location) implements Outcome {
        @Override
        public String toString() {
            return status + " " + location;
        }
    }

    /** The server has an answer of its own. */
    record Own(int status) implements Outcome {
        @Override
        public String toString() {
            return String.valueOf(status);
        }
    }

    static Outcome parse(String text, Ask.Word word) {
        Matcher backend = Pattern.compile("([A-Z]) (\\S+)(?: (\\d+))?").matcher(text);
        if (backend.matches()) {
            int usual = word.handshake() ? 101 : 200;
            return new Backend(backend.group(1), backend.group(2),
                    backend.group(3) == null ? usual : Integer.parseInt(backend.group(3)));
        }
        Matcher redirect = Pattern.compile("(3\\d\\d) (.+)").matcher(text);
        if (redirect.matches()) {
            return new Redirect(Integer.parseInt(redirect.group(1)), redirect.group(2));
        }
        return text.startsWith("file ") ? new Page(text.substring("file ".length())) : new Own(Integer.parseInt(text));
    }
}
