package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the flags of a {@code RewriteRule}, one after the other: where two speak of the same, the later counts. */
final class RuleFlagsReader {
    private static final int ROUNDS = 32_000;

    /** httpd: numbers that it has a phrase for, and no others. */
    private static final Set<Integer> KNOWN = Set.of(100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300,
            301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416,
            417, 421, 422, 423, 424, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511);

    private final Args args;
    private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<Template> variables = new ArrayList<>();
    private final List<Template> cookies = new ArrayList<>();
    private int status = 302;
    private int skip;
    private int rounds = ROUNDS;
    private Optional<Template> type = Optional.empty();
    private Optional<Template> handler = Optional.empty();
    private BackReferences.Which which = BackReferences.Which.NONE;
    private String escaped = "";
    private String except = "";
    private BackReferences.Blank blank = BackReferences.Blank.PLUS;

    RuleFlagsReader(Args args) {
        this.args = args;
    }

    RuleFlags read(Optional<String> brackets, String substitution) {
        brackets.ifPresent(words -> FlagWords.read(args, words, this::flag));
        if (substitution.endsWith("?")) {
            flags.add(flags.contains(Flag.QUERY_APPEND) ? Flag.QUERY_LAST : Flag.QUERY_NONE);
        } else if (flags.contains(Flag.QUERY_DISCARD) && substitution.indexOf('?') < 0) {
            flags.add(Flag.QUERY_NONE);
        }
        return new RuleFlags(flags, status, skip, rounds, List.copyOf(variables), List.copyOf(cookies), type, handler,
                new BackReferences(which, escaped, except, blank));
    }

    private void flag(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "l", "last" -> flags.add(Flag.LAST);
            case "end" -> flags.add(Flag.END);
            case "p", "proxy" -> flags.add(Flag.PROXY);
            case "r", "redirect" -> redirect(value);
            case "f", "forbidden" -> answer(403);
            case "g", "gone" -> answer(410);
            case "pt", "passthrough" -> flags.add(Flag.PASS_THROUGH);
            case "nc", "nocase" -> flags.add(Flag.NO_CASE);
            case "c", "chain" -> flags.add(Flag.CHAIN);
            case "s", "skip" -> skip = Math.max(Bytes.number(value), 0);
            case "n", "next" -> next(value);
            case "ns", "nosubreq" -> flags.add(Flag.NOT_IN_SUBREQUESTS);
            case "dpi", "discardpath", "discardpathinfo" -> flags.add(Flag.DISCARD_PATH_INFO);
            case "e", "env" -> variables.add(Template.of(value));
            case "co", "cookie" -> cookies.add(Template.of(value));
            case "t", "type" -> type = Optional.of(Template.of(value));
            case "h", "handler" -> handler = Optional.of(Template.of(value));
            default -> writing(name, value);
        }
    }

    /** Flags about how the result is written. */
    private void writing(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "qsa", "qsappend" -> flags.add(Flag.QUERY_APPEND);
            case "qsd", "qsdiscard" -> flags.add(Flag.QUERY_DISCARD);
            case "qsl", "qslast" -> flags.add(Flag.QUERY_LAST);
            case "ne", "noescape" -> flags.add(Flag.NO_ESCAPE);
            case "b", "backrefescaping" -> escape(value);
            case "bnp", "backrefernoplus" -> blank = BackReferences.Blank.PERCENT;
            case "bctls" -> which = BackReferences.Which.CONTROLS;
            case "bne" -> except = listed(value);
            case "unsafeallow3f" -> flags.add(Flag.UNSAFE_ALLOW_3F);
            case "unsafeprefixstat" -> flags.add(Flag.UNSAFE_PREFIX_STAT);
            case "unc" -> flags.add(Flag.UNC);
            default -> throw args.error("RewriteRule: no flag is called '" + name + "' (unknown flag)");
        }
    }

    private void escape(String value) {
        escaped = value;
        if (which != BackReferences.Which.CONTROLS) {
            which = value.isEmpty() ? BackReferences.Which.ALL : BackReferences.Which.LISTED;
        }
    }

    private String listed(String value) {
        if (value.isEmpty()) {
            throw args.error("RewriteRule: expected characters behind BNE, such as [BNE=/], but there are none");
        }
        return value;
    }

    private void next(String value) {
        flags.add(Flag.NEXT);
        rounds = value.isEmpty() ? rounds : Bytes.number(value);
    }

    private void answer(int code) {
        flags.add(Flag.STATUS);
        status = code;
    }

    private void redirect(String value) {
        int code = switch (value.toLowerCase(Locale.ROOT)) {
            case "permanent" -> 301;
            case "temp" -> 302;
            case "seeother" -> 303;
            default -> value.isEmpty() || !Bytes.isDigit(value.charAt(0)) ? unnamed(value) : known(value);
        };
        status = code;
        flags.add(code >= 300 && code < 400 ? Flag.REDIRECT : Flag.STATUS);
    }

    /** httpd: another word changes nothing. */
    private int unnamed(String value) {
        if (!value.isEmpty()) {
            args.warn("RewriteRule: expected permanent, temp, seeother or a number behind R, but was '" + value
                    + "', which changes nothing");
        }
        return status >= 300 && status < 400 ? status : 302;
    }

    private int known(String value) {
        int code = Bytes.number(value);
        if (!KNOWN.contains(code)) {
            throw args.error("RewriteRule: expected a status that exists behind R, but was '" + value
                    + "' (invalid HTTP response code)");
        }
        return code;
    }
}
