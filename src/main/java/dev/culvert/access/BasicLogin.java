package dev.culvert.access;

import dev.culvert.expr.Text;
import dev.culvert.expr.Variable;
import dev.culvert.world.Remark;
import java.util.Optional;

/** Finds out who the client is, by name and password. */
final class BasicLogin {
    static final String TYPE = "Basic";

    private static final String MODULE = "auth_basic";
    private static final String FILES = "authn_file";

    private final Visit visit;
    private final String path;

    BasicLogin(Visit visit) {
        this.visit = visit;
        this.path = visit.subject().value(Variable.REQUEST_URI);
    }

    /** What came of it. */
    sealed interface Login {
        record Known(String user) implements Login {}

        record Refused(Verdict verdict) implements Login {}
    }

    Login login() {
        if (visit.settings().get(AccessDirectives.REALM).isEmpty()) {
            return broken(MODULE, "AH01615", "a password is required for " + path + ", but there is no AuthName to ask for it with");
        }
        return switch (Credentials.of(visit.subject().request().headers())) {
            case Credentials.Absent _ -> refused(Optional.empty(), Optional.empty());
            case Credentials.OtherScheme _ -> refused("AH01614", "the client tried to log in another way than by Basic: " + path);
            case Credentials.Malformed _ -> refused("AH01618", "name and password of the client cannot be read: " + path);
            case Credentials.NameAndPassword(String user, String password) -> checked(user, password);
        };
    }

    private Login checked(String user, String password) {
        Optional<UserFile> file = visit.settings().get(AccessDirectives.USER_FILE);
        if (file.isEmpty()) {
            return broken(FILES, "AH01619", "a password is required, but there is no AuthUserFile to find it in");
        }
        UserFile.Answer answer = visit.answers().to(new PasswordQuestion(file.get(), user, password));
        return switch (answer.kind()) {
            case RIGHT -> new Login.Known(user);
            case WRONG -> refused(user, "AH01617", "user " + user + ": the password for \"" + path + "\" is wrong");
            case NO_SUCH_USER -> refused(user, "AH01618", "user " + user + " is not known: " + path);
            case UNKNOWN_HASH -> refused(user, "AH01617", "user " + user + ": the password for \"" + path
                    + "\" cannot be checked, as its hash in " + file.get() + " is of no kind that is known");
            case UNREADABLE -> broken(FILES, "AH01620",
                    "the password file " + file.get() + " cannot be read: " + answer.detail());
        };
    }

    private static Login broken(String module, String number, String text) {
        return new Login.Refused(new Verdict.Broken(Remark.error(module, number, text)));
    }

    private Login refused(String number, String text) {
        return refused(Optional.empty(), Optional.of(Remark.error(MODULE, number, text)));
    }

    private Login refused(String user, String number, String text) {
        return refused(Optional.of(user), Optional.of(Remark.error(MODULE, number, text)));
    }

    private Login refused(Optional<String> user, Optional<Remark> why) {
        return new Login.Refused(new Verdict.Unauthorized(challenge(visit), user, why));
    }

    /** A line end in a realm made of variables must not become a header of its own. */
    static String challenge(Visit visit) {
        String realm = visit.settings().get(AccessDirectives.REALM).map((Text text) -> text.of(visit.subject())).orElse("");
        StringBuilder quoted = new StringBuilder("Basic realm=\"");
        realm.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < 0x20 || c == 0x7f ? ' ' : (char) c);
        });
        return quoted.append('"').toString();
    }
}
