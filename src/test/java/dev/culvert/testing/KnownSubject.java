package dev.culvert.testing;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Answers;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A request of which everything is known because a test said so. */
public final class KnownSubject implements Subject {
    private final Request request;
    private final Map<Variable, String> variables = new EnumMap<>(Variable.class);
    private final Map<String, String> system = new HashMap<>();
    private final Map<String, String> ssl = new HashMap<>();
    private final Map<String, Subject> others = new HashMap<>();
    private final Environment environment = new Environment();
    private final Environment notes = new Environment();
    private final Answers answers;
    private Optional<Response> response = Optional.empty();

    public KnownSubject(Request request) {
        this(request, Answers.foundAtOnce());
    }

    public KnownSubject(Request request, Answers answers) {
        this.request = request;
        this.answers = answers;
    }

    public KnownSubject with(Variable variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public KnownSubject withSystem(String name, String value) {
        system.put(name, value);
        return this;
    }

    public KnownSubject withSsl(String name, String value) {
        ssl.put(name, value);
        return this;
    }

    public KnownSubject with(Response answer) {
        response = Optional.of(answer);
        return this;
    }

    /** What is known of a request for another path. */
    public KnownSubject withOther(String uri, Subject other) {
        others.put(uri, other);
        return this;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Optional<Response> response() {
        return response;
    }

    @Override
    public String value(Variable variable) {
        return variables.getOrDefault(variable, "");
    }

    @Override
    public Optional<String> ssl(String name) {
        return Optional.ofNullable(ssl.get(name));
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Environment notes() {
        return notes;
    }

    @Override
    public Map<String, String> systemEnvironment() {
        return system;
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return Optional.ofNullable(others.get(uri));
    }
}
