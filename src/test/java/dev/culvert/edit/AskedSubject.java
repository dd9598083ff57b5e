package dev.culvert.edit;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.world.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** One request of which everything is known. */
record AskedSubject(
        Request request, Optional<Response> response, Map<Variable, String> variables, Environment environment,
        Environment notes, Answers answers)
        implements Subject {
    static AskedSubject of(String target, Headers headers) {
        Map<Variable, String> variables = Map.of(
                Variable.REMOTE_ADDR, "192.0.2.7", Variable.REMOTE_HOST, "client.test", Variable.SERVER_ADDR, "192.0.2.1",
                Variable.REQUEST_METHOD, "GET", Variable.SERVER_PROTOCOL, "HTTP/1.1", Variable.REQUEST_URI, "/decoded path",
                Variable.REQUEST_SCHEME, "http", Variable.SERVER_NAME, "front.test", Variable.SERVER_PORT, "80");
        return new AskedSubject(new Request("GET", target, Version.HTTP_1_1, headers, Framing.NONE), Optional.empty(),
                variables, new Environment(), new Environment(), Answers.none());
    }

    AskedSubject with(Response answer) {
        return new AskedSubject(request, Optional.of(answer), variables, environment, notes, answers);
    }

    AskedSubject with(Map<Variable, String> others) {
        return new AskedSubject(request, response, others, environment, notes, answers);
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
    public Map<String, String> systemEnvironment() {
        return Map.of("OUTSIDE", "from outside");
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    @Override
    public Optional<Subject> lookAhead(String uri) {
        return Optional.empty();
    }
}
