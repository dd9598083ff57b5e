package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Text;
import dev.culvert.http.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads Redirect and its relatives. */
final class RedirectReader {
    private static final int FOUND = 302;

    private final Args args;
    private final int status;
    private final List<String> words;

    private RedirectReader(Args args, int status, List<String> words) {
        this.args = args;
        this.status = status;
        this.words = words;
    }

    static RedirectRules redirect(Args args, RedirectRules soFar) {
        RedirectReader reader = reader(args, 1, "[STATUS] [PATH] [URL]");
        boolean whole = args.place().isSection() && reader.words.size() == (reader.isRedirection() ? 1 : 0);
        return whole ? soFar.of(reader.whole()) : soFar.and(reader.prefix());
    }

    static RedirectRule match(Args args) {
        RedirectReader reader = reader(args, 2, "[STATUS] PATTERN [URL]");
        String url = reader.url();
        return reader.rule(new RedirectRule.Pattern(Patterns.read(args, reader.words.getFirst()), Octets.of(url)));
    }

    static RedirectRule fixed(Args args, int status) {
        List<String> words = args.all();
        if (words.size() != 2) {
            throw error(args, "expected a path and a URL, but the number of words is " + words.size());
        }
        return new RedirectReader(args, status, words).prefix();
    }

    private static RedirectReader reader(Args args, int least, String shape) {
        List<String> words = args.all();
        if (words.size() < least || words.size() > 3) {
            throw error(args, "expected " + shape + ", but the number of words is " + words.size());
        } else if (words.getFirst().isEmpty()) {
            throw error(args, "expected " + shape + ", but the first word is empty");
        }
        OptionalInt status = status(words.getFirst());
        if (words.size() == 3 && status.isEmpty()) {
            throw error(args, "expected permanent, temp, seeother, gone or a number as the first of three words, but was '"
                    + words.getFirst() + "'");
        }
        return new RedirectReader(args, known(args, status.orElse(FOUND)), words.subList(status.isPresent() ? 1 : 0, words.size()));
    }

    private static OptionalInt status(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "permanent" -> OptionalInt.of(301);
            case "temp" -> OptionalInt.of(FOUND);
            case "seeother" -> OptionalInt.of(303);
            case "gone" -> OptionalInt.of(410);
            // httpd: what begins with a digit is a number, whatever follows the digits.
            default -> word.matches("[0-9].*") ? OptionalInt.of(number(word.replaceFirst("[^0-9].*", ""))) : OptionalInt.empty();
        };
    }

    private static int number(String digits) {
        return digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }

    private static int known(Args args, int status) {
        if (status >= 100 && status < 200) {
            throw error(args, "expected the status of an answer, but after " + status + " a client waits for another");
        } else if (status < 200 || status > 599) {
            args.warn(args.name() + ": " + status + " is no status; such requests will be answered 500");
            return 500;
        }
        return status;
    }

    private boolean isRedirection() {
        return status >= 300 && status < 400;
    }

    private RedirectRules.Whole whole() {
        return new RedirectRules.Whole(status, words.isEmpty() ? Optional.empty() : Optional.of(text(words.getFirst())));
    }

    private Text text(String source) {
        try {
            return Text.parse(Octets.of(source));
        } catch (BadExpression wrong) {
            throw error(args, "the URL's expression cannot be read: " + wrong.getMessage());
        }
    }

    private RedirectRule prefix() {
        String url = url();
        if (isRedirection() && !url.startsWith("/") && !Location.isAbsolute(url)) {
            throw error(args, "expected a URL, or a path that begins with a slash, but was '" + url + "'");
        }
        return rule(new RedirectRule.Prefix(Octets.of(words.getFirst()), Octets.of(url)));
    }

    private RedirectRule rule(RedirectRule.Match match) {
        return new RedirectRule(status, match, Phase.of(args));
    }

    /** The word behind the path; empty where the status needs none. */
    private String url() {
        if (words.isEmpty() || (isRedirection() && words.size() == 1)) {
            throw error(args, "expected a path and a URL to go to, but the line ends before");
        } else if (!isRedirection() && words.size() > 1) {
            throw error(args, "expected no URL, since " + status + " is no redirection, but was '" + words.get(1) + "'");
        }
        return words.size() > 1 ? words.get(1) : "";
    }

    private static Misread error(Args args, String message) {
        return args.error(args.name() + ": " + message);
    }
}
