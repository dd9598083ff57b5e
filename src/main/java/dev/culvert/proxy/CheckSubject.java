package dev.culvert.proxy;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.world.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a {@code ProxyHCExpr} can ask about: a check's request and the answer to it. There is no client. */
final class CheckSubject implements Subject {
    private final Request request;
    private final Response response;
    private final String body;
    private final Environment environment = new Environment();
    private final Environment notes = new Environment();

    CheckSubject(Request request, Response response, String body) {
        this.request = request;
        this.response = response;
        this.body = body;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Optional<Response> response() {
        return Optional.of(response);
    }

    @Override
    public String body() {
        return body;
    }

    @Override
    public String value(Variable variable) {
        return switch (variable) {
            case REQUEST_STATUS -> String.valueOf(response.status());
            case REQUEST_METHOD -> request.method();
            case REQUEST_URI, DOCUMENT_URI -> request.target();
            case THE_REQUEST -> request.method() + " " + request.target() + " " + request.version();
            case SERVER_PROTOCOL -> request.version().toString();
            case HTTP_HOST -> request.headers().first("Host").orElse("");
            case CONTENT_TYPE -> response.headers().first("Content-Type").orElse("");
            default -> "";
        };
    }

    @Override
    public Optional<String> ssl(String name) {
        return Optional.empty();
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
        return System.getenv();
    }

    @Override
    public Answers answers() {
        return Answers.foundAtOnce();
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
