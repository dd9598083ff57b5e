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

/** As much of a request as access control looks at. */
record DoorSubject(Request request, Environment environment, Answers answers) implements Subject {
    @Override
    public Optional<Response> response() {
        return Optional.empty();
    }

    @Override
    public String value(Variable variable) {
        return switch (variable) {
            case REQUEST_METHOD -> request.method();
            case REQUEST_URI -> request.target();
            case REQUEST_FILENAME -> "proxy:http://backend" + request.target();
            case HTTPS -> environment.has("TLS") ? "on" : "off";
            default -> "";
        };
    }

    @Override
    public Optional<String> ssl(String name) {
        return environment.value(name);
    }

    @Override
    public Environment notes() {
        return new Environment();
    }

    @Override
    public Map<String, String> systemEnvironment() {
        return Map.of();
    }

    @Override
    public RandomGenerator random() {
        return RandomGenerator.getDefault();
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return Optional.empty();
    }
}
