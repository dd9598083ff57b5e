package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code SSLOptions} says.
 *
 * @param on what is wanted
 * @param off what is not, of what was wanted outside
 * @param relative whether what was wanted outside still counts
 */
public record SslOptions(Set<Option> on, Set<Option> off, boolean relative) {
    /** What can be wanted. */
    public enum Option { STD_ENV_VARS, EXPORT_CERT_DATA, STRICT_REQUIRE, OPT_RENEGOTIATE, LEGACY_DN_STRING_FORMAT }

    static final SslOptions NONE = new SslOptions(Set.of(), Set.of(), true);

    private static final String FAKE = "fakebasicauth";
    private static final Map<String, Option> NAMES = Map.of("stdenvvars", Option.STD_ENV_VARS,
            "exportcertdata", Option.EXPORT_CERT_DATA, "strictrequire", Option.STRICT_REQUIRE,
            "optrenegotiate", Option.OPT_RENEGOTIATE, "legacydnstringformat", Option.LEGACY_DN_STRING_FORMAT);

    public SslOptions {
        on = Collections.unmodifiableSet(on);
        off = Collections.unmodifiableSet(off);
    }

    public boolean has(Option option) {
        return on.contains(option);
    }

    /** httpd: a word without sign takes back every word before it, signs or not. */
    SslOptions read(Args args) {
        List<String> bare = new ArrayList<>();
        SslOptions options = this;
        while (args.hasNext()) {
            options = options.and(args, args.next(""), bare);
        }
        if (bare.size() > 1) {
            args.warn("SSLOptions: only the last word without a sign counts, which is '" + bare.getLast()
                    + "'; with + in front of each, all of " + bare + " would");
        }
        return options;
    }

    private SslOptions and(Args args, String word, List<String> bare) {
        boolean signed = word.startsWith("+") || word.startsWith("-");
        String name = signed ? word.substring(1) : word;
        if (name.toLowerCase(Locale.ROOT).equals(FAKE)) {
            return fake(args, word);
        }
        Option option = NAMES.get(name.toLowerCase(Locale.ROOT));
        if (option == null) {
            throw args.error("SSLOptions: expected StdEnvVars, ExportCertData, StrictRequire, OptRenegotiate or"
                    + " LegacyDNStringFormat, each perhaps with + or -, but was '" + word + "'");
        }
        if (option == Option.LEGACY_DN_STRING_FORMAT || option == Option.OPT_RENEGOTIATE) {
            args.note("SSLOptions: " + name + " is accepted without effect: " + (option == Option.OPT_RENEGOTIATE
                    ? "nothing is negotiated again" : "names are written as RFC 2253 says"));
        }
        if (!signed) {
            bare.add(word);
            return new SslOptions(Set.of(option), Set.of(), false);
        }
        return word.startsWith("+") ? new SslOptions(with(on, option), without(off, Set.of(option)), relative)
                : new SslOptions(without(on, Set.of(option)), with(off, option), relative);
    }

    private SslOptions fake(Args args, String word) {
        if (word.startsWith("-")) {
            return this;
        }
        throw args.error("SSLOptions: FakeBasicAuth is not supported, as it looks up a password that everybody knows;"
                + " SSLUserName names the user after the certificate");
    }

    /** What holds inside, when {@code outer} holds outside. */
    SslOptions over(SslOptions outer) {
        return relative ? new SslOptions(both(without(outer.on, off), on), both(without(outer.off, on), off), outer.relative) : this;
    }

    private static Set<Option> with(Set<Option> some, Option another) {
        return both(some, Set.of(another));
    }

    private static Set<Option> both(Set<Option> some, Set<Option> more) {
        Set<Option> all = EnumSet.noneOf(Option.class);
        all.addAll(some);
        all.addAll(more);
        return all;
    }

    private static Set<Option> without(Set<Option> some, Set<Option> others) {
        Set<Option> left = both(some, Set.of());
        left.removeAll(others);
        return left;
    }
}
