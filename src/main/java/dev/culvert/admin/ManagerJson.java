package dev.culvert.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The same as JSON, with what httpd's XML does not know: tunnels, health, and when a member failed. */
final class ManagerJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ManagerJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(View view) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new ManagerJson(json.useDefaultPrettyPrinter()).view(view);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory takes whatever is written", e);
        }
        return text.append('\n').toString();
    }

    private void view(View view) throws IOException {
        json.writeStartObject();
        json.writeStringField("server", view.desk().product());
        json.writeStringField("host", view.host());
        json.writeStringField("at", view.at().toString());
        strings("changed", view.done());
        strings("refused", view.refused());
        json.writeArrayFieldStart("balancers");
        for (Seen balancer : view.balancers()) {
            balancer(balancer);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void balancer(Seen one) throws IOException {
        Settings parameters = one.parameters();
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeStringField("nonce", one.nonce());
        json.writeBooleanField("editable", one.isEditable());
        optional("stickysession", parameters.get(BalancerParameters.STICKY_SESSION).map(Object::toString));
        json.writeBooleanField("nofailover", parameters.get(BalancerParameters.NO_FAILOVER));
        json.writeNumberField("timeout", parameters.get(BalancerParameters.TIMEOUT).toSeconds());
        json.writeNumberField("maxattempts", one.attempts());
        json.writeStringField("lbmethod", parameters.get(BalancerParameters.LB_METHOD).toString());
        json.writeBooleanField("scolonpathdelim", parameters.get(BalancerParameters.SCOLON_PATH_DELIM));
        json.writeNumberField("maxmembers", one.most());
        strings("paths", one.paths());
        json.writeArrayFieldStart("members");
        for (MemberFacts member : one.members()) {
            member(member);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void member(MemberFacts member) throws IOException {
        Settings parameters = member.backend().parameters();
        json.writeStartObject();
        json.writeStringField("name", member.backend().name());
        json.writeStringField("scheme", member.backend().scheme());
        json.writeStringField("hostname", member.backend().host());
        json.writeNumberField("port", member.backend().port().orElse(0));
        json.writeNumberField("loadfactor", parameters.get(WorkerParameters.LOAD_FACTOR));
        json.writeNumberField("lbset", Seen.set(member));
        optional("route", parameters.get(WorkerParameters.ROUTE));
        optional("redirect", parameters.get(WorkerParameters.REDIRECT));
        state(member);
        counts(member);
        check(member);
        json.writeEndObject();
    }

    private void state(MemberFacts member) throws IOException {
        json.writeStringField("status", Statuses.words(member).strip());
        json.writeBooleanField("usable", member.isUsable());
        json.writeBooleanField("draining", member.status().contains(WorkerStatus.DRAIN));
        json.writeBooleanField("starting", member.starting());
        optional("failed_at", member.failedAt().filter(Instant.EPOCH::isBefore).map(Instant::toString));
    }

    private void counts(MemberFacts member) throws IOException {
        json.writeNumberField("tunnels", member.tunnels());
        json.writeNumberField("waiting", member.waiting());
        json.writeNumberField("busy", member.busy());
        json.writeNumberField("elected", member.elected());
        json.writeNumberField("retries", member.retries());
        json.writeNumberField("lbstatus", member.load());
        json.writeNumberField("transferred", member.transferred());
        json.writeNumberField("read", member.read());
    }

    private void check(MemberFacts member) throws IOException {
        Settings parameters = member.backend().parameters();
        json.writeObjectFieldStart("check");
        json.writeStringField("method", Seen.method(member));
        for (Editable<?> one : Editable.OF_CHECKS) {
            if (!one.equals(Editable.METHOD)) {
                json.writeStringField(one.key().substring(2), one.shown(parameters));
            }
        }
        json.writeNumberField("passed", member.passes());
        json.writeNumberField("failed", member.fails());
        json.writeEndObject();
    }

    private void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private void strings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
