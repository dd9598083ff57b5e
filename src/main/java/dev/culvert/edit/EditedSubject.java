package dev.culvert.edit;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A request whose headers, or whose answer's, have been edited: a line sees what the lines before it did. */
record EditedSubject(Subject original, Request request, Optional<Response> response) implements Subject {
    static Subject request(Subject original, Headers headers) {
        return new EditedSubject(original, original.request().with(headers), original.response());
    }

    static Subject response(Subject original, Headers headers) {
        return new EditedSubject(original, original.request(), original.response().map(answer -> answer.with(headers)));
    }

    @Override
    public String value(Variable variable) {
        return switch (variable) {
            case HTTP_ACCEPT -> header("Accept");
            case HTTP_COOKIE -> header("Cookie");
            case HTTP_FORWARDED -> header("Forwarded");
            case HTTP_HOST -> header("Host");
            case HTTP_PROXY_CONNECTION -> header("Proxy-Connection");
            case HTTP_REFERER -> header("Referer");
            case HTTP_USER_AGENT -> header("User-Agent");
            default -> original.value(variable);
        };
    }

    private String header(String name) {
        return request.headers().joined(name).orElse("");
    }

    @Override
    public Optional<String> ssl(String name) {
        return original.ssl(name);
    }

    @Override
    public Environment environment() {
        return original.environment();
    }

    @Override
    public Environment notes() {
        return original.notes();
    }

    @Override
    public Map<String, String> systemEnvironment() {
        return original.systemEnvironment();
    }

    @Override
    public Answers answers() {
        return original.answers();
    }

    @Override
    public RandomGenerator random() {
        return original.random();
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return original.lookAhead(uri);
    }
}
