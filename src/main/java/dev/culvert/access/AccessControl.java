package dev.culvert.access;

import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.util.Optional;

/** Whether a request may go on: first by where it comes from and how, then by what is required, then by who asks. */
public final class AccessControl {
    private static final String RULES = "authz_core";
    private static final String ADDRESSES = "access_compat";

    private static final Optional<Remark> NO_OBJECTION = Optional.empty();

    private final Visit visit;

    private AccessControl(Visit visit) {
        this.visit = visit;
    }

    /**
     * Where nothing is configured everybody may. The verdict's own line is not written to the journal.
     *
     * @param settings with every section that covers the request merged in
     * @param subject names the path by {@code REQUEST_URI}, and what is asked for by {@code REQUEST_FILENAME}
     * @throws dev.culvert.world.Unanswered if it depends on a password, a name or a file that is not known yet
     * @throws dev.culvert.expr.Regex.BudgetSpent if a pattern could not be decided in time
     */
    public static Verdict check(Settings settings, Subject subject, ClientIdentity client, Journal journal) {
        Visit visit = new Visit(settings, subject, client, Optional.empty(), "", journal);
        Addresses addresses = settings.get(AccessDirectives.ADDRESSES);
        return addresses.admits(visit)
                ? new AccessControl(new TlsRules(visit).named()).admitted(addresses.satisfy(visit))
                : new AccessControl(visit).notAdmitted(addresses.satisfy(visit));
    }

    /** httpd: with Satisfy Any and no Order, Allow or Deny at all, everybody satisfies the addresses. */
    private Verdict admitted(Addresses.Satisfy satisfy) {
        Optional<Remark> objection = new TlsRules(visit).objection();
        return switch (satisfy) {
            case ANY -> objection.map(this::afterObjection).orElseGet(this::granted);
            case ALL -> objection.<Verdict>map(why -> new Verdict.Denied(visit.user(), why)).orElseGet(() -> required(NO_OBJECTION));
        };
    }

    private Verdict notAdmitted(Addresses.Satisfy satisfy) {
        return switch (satisfy) {
            case ANY -> afterAddresses();
            case ALL -> new Verdict.Denied(Optional.empty(), denied(ADDRESSES, "AH01797"));
        };
    }

    /** httpd: the objection is in the log even where Satisfy Any overcomes it. */
    private Verdict afterObjection(Remark objection) {
        visit.say(objection);
        return required(new TlsRules(visit).isStrict() ? Optional.of(objection) : NO_OBJECTION);
    }

    private Verdict granted() {
        return new Verdict.Granted(visit.user(), Optional.empty());
    }

    private Verdict afterAddresses() {
        if (visit.journal().wants(Level.DEBUG, ADDRESSES)) {
            visit.say(new Remark(Level.DEBUG, ADDRESSES, "", "not let in by its address, but by Satisfy Any it still may by Require"));
        }
        return required(NO_OBJECTION);
    }

    /** @param objection what no password overcomes */
    private Verdict required(Optional<Remark> objection) {
        Rules rules = visit.settings().get(AccessDirectives.REQUIRE);
        if (rules.isEmpty()) {
            return isLoginConfigured() ? broken(RULES, "AH01627", "AuthType is set for " + path() + ", but there is no Require with it")
                    : granted();
        }
        return switch (rules.root().judge(visit)) {
            case GRANTED, ABSENT -> granted();
            case DENIED, NEUTRAL -> new Verdict.Denied(visit.user(), denied(RULES, "AH01630"));
            case NEEDS_USER -> objection.<Verdict>map(why -> new Verdict.Denied(visit.user(),
                    Remark.error(why.module(), why.number(), "StrictRequire: no password helps " + path()))).orElseGet(() -> login(rules));
        };
    }

    private Verdict login(Rules rules) {
        if (!isLoginConfigured()) {
            return broken("core", "AH00027", "a user is required for " + path() + ", but there is no AuthType to recognize one by");
        }
        return switch (new BasicLogin(visit).login()) {
            case BasicLogin.Login.Refused(Verdict verdict) -> verdict;
            case BasicLogin.Login.Known(String user) -> authorized(rules, user);
        };
    }

    private Verdict authorized(Rules rules, String user) {
        return switch (rules.root().judge(visit.by(user))) {
            case GRANTED, ABSENT -> Verdict.Granted.to(user);
            case DENIED, NEUTRAL -> notHim(user, "AH01631");
            case NEEDS_USER -> notHim(user, "AH01629");
        };
    }

    /** Another user might be let in, so the client is asked again, unless it is to be told that this one was right. */
    private Verdict notHim(String user, String number) {
        Remark why = Remark.error(RULES, number, "user " + user + " is not one of those who may see \"" + path() + "\"");
        return visit.settings().get(AccessDirectives.FORBIDDEN_ON_FAILURE)
                ? new Verdict.Denied(Optional.of(user), why)
                : new Verdict.Unauthorized(BasicLogin.challenge(visit), Optional.of(user), Optional.of(why));
    }

    private Remark denied(String module, String number) {
        return Remark.error(module, number,
                "the configuration does not let this client in: " + visit.subject().value(Variable.REQUEST_FILENAME));
    }

    private boolean isLoginConfigured() {
        return visit.settings().get(AccessDirectives.AUTH_TYPE) == AccessDirectives.AuthType.BASIC;
    }

    private String path() {
        return visit.subject().value(Variable.REQUEST_URI);
    }

    private static Verdict broken(String module, String number, String text) {
        return new Verdict.Broken(Remark.error(module, number, text));
    }
}
