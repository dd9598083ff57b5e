package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The {@code key=value} words behind a {@code balancer://} URL. */
public final class BalancerParameters {
    private static final Family FAMILY = Family.of("balancer");

    public static final Setting<LbMethod> LB_METHOD = FAMILY.value("lbmethod", LbMethod::read).initially(LbMethod.BYREQUESTS)
            .doc("How a member is chosen: byrequests, bytraffic, bybusyness, heartbeat or hash.");

    public static final Setting<Optional<HashKey>> HASH_KEY = FAMILY.optional("hashkey", HashKey::read)
            .doc("What lbmethod=hash looks at: an expression or cookie:NAME; %{REMOTE_ADDR} if unset. Not in httpd.");

    public static final Setting<Optional<StickyNames>> STICKY_SESSION =
            FAMILY.optional("stickysession", args -> StickyNames.of(args.next("the name of a cookie")))
                    .doc("The cookie, and behind a | the parameter, by which a client stays with its member.");

    public static final Setting<Optional<Character>> SEPARATOR =
            FAMILY.value("stickysessionsep", BalancerParameters::separator).initially(Optional.of('.'))
                    .doc("What stands before the route in a session's name; Off if all of it is the route.");

    public static final Setting<Boolean> SCOLON_PATH_DELIM = FAMILY.flag("scolonpathdelim").initially(false)
            .doc("Whether a semicolon ends a session's name in the URL.");

    public static final Setting<Boolean> NO_FAILOVER = FAMILY.flag("nofailover").initially(false)
            .doc("Whether a client whose member is down is refused rather than sent to another.");

    public static final Setting<Duration> TIMEOUT = FAMILY.value("timeout",
                    args -> Duration.ofSeconds(Numbers.atLeast(args, 1, "a whole number of seconds, at least 1")))
            .initially(Duration.ZERO)
            .doc("How long a request waits for a member to become usable; not at all if unset.");

    public static final Setting<Optional<Integer>> MAX_ATTEMPTS =
            FAMILY.optional("maxattempts", args -> Numbers.atLeast(args, 0, "a whole number, 0 or more"))
                    .doc("How many further members are tried; all but one if unset.");

    public static final Setting<Set<Integer>> FAIL_ON_STATUS =
            FAMILY.value("failonstatus", BalancerParameters::statuses).initially(Set.of())
                    .doc("Statuses after which a member counts as failed.");

    public static final Setting<Boolean> FAIL_ON_TIMEOUT = FAMILY.flag("failontimeout").initially(false)
            .doc("Whether a member that does not answer in time counts as failed.");

    public static final Setting<Optional<String>> NONCE = FAMILY.optional("nonce", BalancerParameters::nonce)
            .doc("What the balancer manager's forms must bring back: a fixed word, or None, which forbids edits.");

    public static final Setting<Integer> GROWTH =
            FAMILY.value("growth", args -> Numbers.between(args, 1, 100, "a whole number between 1 and 100")).initially(0)
                    .doc("How many members may be added while the server runs; BalancerGrowth if unset.");

    public static final Setting<Boolean> FORCE_RECOVERY = FAMILY.flag("forcerecovery").initially(true)
            .doc("Whether all members are tried again when every one of them has failed.");

    /** All of them. */
    public static final Parameters ALL = Parameters.of(FAMILY, "a balancer");

    private BalancerParameters() {}

    private static Optional<Character> separator(Args args) {
        String what = "one character, or Off";
        String text = args.next(what);
        if (text.equalsIgnoreCase("off")) {
            return Optional.empty();
        } else if (text.length() != 1) {
            throw Numbers.expected(args, what, text);
        }
        return Optional.of(text.charAt(0));
    }

    private static Set<Integer> statuses(Args args) {
        String what = "statuses between 100 and 599, with commas between them";
        String text = args.next(what);
        Set<Integer> statuses = new TreeSet<>();
        for (String part : text.isEmpty() ? new String[0] : text.split("[, ]+", -1)) {
            int status = Numbers.whole(part);
            if (status < 100 || status > 599) {
                throw Numbers.expected(args, what, text);
            }
            statuses.add(status);
        }
        return Set.copyOf(statuses);
    }

    /** "" where edits are not possible at all. */
    private static String nonce(Args args) {
        String what = "a word of at most 36 characters, or None";
        String text = args.next(what);
        if (text.length() > 36) {
            throw Numbers.expected(args, what, text);
        }
        return text.toLowerCase(Locale.ROOT).equals("none") ? "" : text;
    }
}
