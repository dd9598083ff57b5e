package dev.culvert.access;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A request whose user is known by now. */
record IdentifiedSubject(Subject base, String user, String authType) implements Subject {
    @Override
    public String value(Variable variable) {
        return switch (variable) {
            case REMOTE_USER -> user;
            case AUTH_TYPE -> authType;
            default -> base.value(variable);
        };
    }

    @Override
    public Request request() {
        return base.request();
    }

    @Override
    public Optional<Response> response() {
        return base.response();
    }

    @Override
    public Optional<String> ssl(String name) {
        return base.ssl(name);
    }

    @Override
    public Environment environment() {
        return base.environment();
    }

    @Override
    public Environment notes() {
        return base.notes();
    }

    @Override
    public Map<String, String> systemEnvironment() {
        return base.systemEnvironment();
    }

    @Override
    public Answers answers() {
        return base.answers();
    }

    @Override
    public RandomGenerator random() {
        return base.random();
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return base.lookAhead(uri);
    }
}
