package dev.culvert.rewrite;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.expr.Subject;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * mod_rewrite's rules as a function of a request. Cheap to make: all that takes time was done when the lines were read.
 * Variables are set in the subject's environment while it runs, everything else comes out as a value.
 */
public final class RewriteEngine {
    private final RewriteRules rules;
    private final Place server;
    private final InstantSource clock;

    private RewriteEngine(RewriteRules rules, Place server, InstantSource clock) {
        this.rules = rules;
        this.server = server;
        this.clock = clock;
    }

    /**
     * @param settings of a host, or of a host and the sections that hold for a request
     * @param server what kind of server that is, {@link Place#SERVER} or {@link Place#VIRTUAL_HOST}
     * @param clock for the cookies that rules set
     */
    public static RewriteEngine of(Settings settings, Place server, InstantSource clock) {
        return new RewriteEngine(settings.get(RewriteDirectives.RULES), server, clock);
    }

    /** Whether {@link #onServer} can do anything. httpd: a virtual host that says nothing of rewriting inherits nothing. */
    public boolean isOn() {
        return rules.server().isOn() && rules.server().place().filter(server::equals).isPresent();
    }

    /** httpd: a section that says off silences the server's rules too, where it covers the path that was asked for. */
    public boolean isSilenced() {
        return !rules.directory().engine().orElse(true);
    }

    /** Whether {@link #onDirectory} can do anything. */
    public boolean isOnInDirectory() {
        return rules.directory().isOn() && rules.directory().directory().isPresent() && !rules.directory().rules().isEmpty();
    }

    /**
     * Applies the server's rules to a path that was not mapped yet.
     *
     * @throws dev.culvert.world.Unanswered if a rule asks for what is not known yet; to be called again from the start
     */
    public Rewritten onServer(Address address, Subject subject, Journal journal) {
        Layer layer = rules.server();
        Trace trace = Trace.ofServer(journal);
        if (!isOn()) {
            return Rewritten.UNTOUCHED;
        } else if (!address.path().startsWith("/") && !layer.has(RewriteOption.ALLOW_ANY_URI)) {
            trace.say(Level.TRACE8, "no rule looks at '", address.path(), "', which is no path; see RewriteOptions AllowAnyURI");
            return Rewritten.UNTOUCHED;
        }
        subject.environment().set("SCRIPT_URL", address.path());
        subject.environment().set("SCRIPT_URI", address.origin().url() + address.path());
        trace.say(Level.TRACE2, "the rules begin with ", address.path());
        Context context = new Context(subject, trace, layer.maps(), new DirectoryContext(address.path(), ""), address.query());
        Round round = round(layer, context, address.origin(), Optional.empty());
        return judged(round, () -> round.changedBy()
                .map(last -> new Verdicts(round, address.query(), last).ofServer(layer))
                .orElseGet(() -> untouched(trace, address.path())));
    }

    /**
     * Applies the rules of the sections that hold for a request to what it was mapped to.
     *
     * @throws dev.culvert.world.Unanswered as {@link #onServer}
     */
    public Rewritten onDirectory(Address address, DirectoryContext where, Subject subject, Journal journal) {
        Layer layer = rules.directory();
        String directory = layer.directory().orElse("");
        if (!isOnInDirectory() || isBareDirectory(layer, where.filename(), directory)) {
            return Rewritten.UNTOUCHED;
        }
        Trace trace = Trace.ofDirectory(journal, directory);
        Context context = new Context(subject, trace, rules.server().maps(), where, address.query());
        Round round = round(layer, context, address.origin(), Optional.of(directory));
        return judged(round, () -> round.changedBy()
                .map(last -> new Verdicts(round, address.query(), last).ofDirectory(layer, where))
                .orElseGet(() -> untouched(trace, where.filename())));
    }

    /** httpd: a directory without its slash is about to be redirected to the one with it. */
    private static boolean isBareDirectory(Layer layer, String filename, String directory) {
        return !layer.has(RewriteOption.ALLOW_NO_SLASH) && filename.length() + 1 == directory.length()
                && directory.startsWith(filename);
    }

    private Round round(Layer layer, Context context, Address.Origin origin, Optional<String> directory) {
        return new Round(layer.rules(), context, new Deeds(context, clock), new Substitution(context, origin, directory));
    }

    private static Verdict untouched(Trace trace, String path) {
        trace.say(Level.TRACE1, "no rule changed ", path);
        return new Verdict.Untouched();
    }

    private static Rewritten judged(Round round, Supplier<Verdict> verdict) {
        try {
            round.run();
            Verdict reached = round.refusal().isPresent() ? round.refusal().get() : verdict.get();
            return new Rewritten(reached, round.deeds().effects());
        } catch (Regex.BudgetSpent spent) {
            return new Rewritten(new Verdict.Refuse(500, Optional.of("a rule of mod_rewrite was given up: " + spent.getMessage())),
                    round.deeds().effects());
        }
    }
}
