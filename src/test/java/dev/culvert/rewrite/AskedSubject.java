package dev.culvert.rewrite;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.world.Answers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A request to h.test, of which everything is known at once. */
final class AskedSubject implements Subject {
    private final Request request;
    private final Map<Variable, String> variables = new EnumMap<>(Variable.class);
    private final Environment environment = new Environment();
    private final Environment notes = new Environment();
    private final Answers answers;
    private final RandomGenerator random = new Random(4);

    AskedSubject(String method, String path, Optional<String> query, Headers headers, String root, Answers answers) {
        this.request = new Request(method, path, Version.HTTP_1_1, headers, Framing.NONE);
        this.answers = answers;
        know(Variable.REQUEST_URI, path);
        know(Variable.QUERY_STRING, query.orElse(""));
        know(Variable.REQUEST_METHOD, method);
        know(Variable.REQUEST_SCHEME, "http");
        know(Variable.HTTP_HOST, headers.joined("Host").orElse(""));
        know(Variable.SERVER_NAME, "h.test");
        know(Variable.HTTPS, "off");
        know(Variable.IS_SUBREQ, "false");
        know(Variable.TIME_YEAR, "2026");
        know(Variable.DOCUMENT_ROOT, root + "/docs");
        know(Variable.CONTEXT_DOCUMENT_ROOT, root + "/docs");
    }

    AskedSubject know(Variable variable, String value) {
        variables.put(variable, value);
        return this;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Optional<Response> response() {
        return Optional.empty();
    }

    @Override
    public String value(Variable variable) {
        return variables.getOrDefault(variable, "");
    }

    @Override
    public Optional<String> ssl(String name) {
        return name.equals("SSL_PROTOCOL") ? Optional.of("TLSv1.3") : Optional.empty();
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
        return Map.of("SHELL", "/bin/sh");
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /** Paths with "secret" in them are forbidden, those with "none" not found. */
    @Override
    public Optional<Subject> lookAhead(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return Optional.of(new AskedSubject("GET", path, Optional.empty(), request.headers(), value(Variable.DOCUMENT_ROOT), answers)
                .know(Variable.REMOTE_USER, "ahead-of-" + path)
                .know(Variable.REQUEST_STATUS, path.contains("secret") ? "403" : path.contains("none") ? "404" : ""));
    }
}
