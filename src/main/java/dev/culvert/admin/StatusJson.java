package dev.culvert.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.culvert.proxy.Totals;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;

/** The same as JSON. Times are in seconds. */
final class StatusJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private StatusJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(StatusView view) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new StatusJson(json.useDefaultPrettyPrinter()).view(view);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory takes whatever is written", e);
        }
        return text.append('\n').toString();
    }

    private void view(StatusView view) throws IOException {
        Gauges gauges = view.gauges();
        json.writeStartObject();
        json.writeStringField("server", gauges.product());
        json.writeStringField("host", gauges.host());
        json.writeStringField("at", gauges.now().toInstant().toString());
        json.writeStringField("started", gauges.count().started().toString());
        json.writeNumberField("uptime", gauges.up().toSeconds());
        json.writeNumberField("generation", gauges.count().generation());
        json.writeNumberField("busy", gauges.busy());
        json.writeNumberField("connections", gauges.count().connections());
        if (view.extended()) {
            totals(gauges.count());
        }
        if (view.control().isPresent()) {
            json.writeStringField("nonce", view.control().get());
        }
        strings("done", view.done());
        strings("refused", view.refused());
        tunnels(view.tunnels());
        json.writeEndObject();
    }

    private void totals(Totals.Count count) throws IOException {
        json.writeNumberField("requests", count.requests());
        json.writeNumberField("bytes", count.bytes());
        json.writeNumberField("duration", count.took().toMillis() / 1000.0);
    }

    private void tunnels(TunnelList list) throws IOException {
        json.writeNumberField("open", list.all());
        json.writeNumberField("matching", list.matching());
        json.writeNumberField("bytes_up", list.up());
        json.writeNumberField("bytes_down", list.down());
        json.writeStringField("sort", list.query().order().key());
        json.writeStringField("order", list.query().direction().word());
        json.writeNumberField("limit", list.query().limit());
        json.writeNumberField("offset", list.query().offset());
        json.writeArrayFieldStart("tunnels");
        for (TunnelRow row : list.rows()) {
            tunnel(row);
        }
        json.writeEndArray();
    }

    private void tunnel(TunnelRow row) throws IOException {
        TunnelFacts facts = row.facts();
        json.writeStartObject();
        json.writeNumberField("id", facts.id());
        json.writeStringField("client", facts.client());
        json.writeNumberField("port", facts.port());
        json.writeStringField("host", facts.host());
        json.writeStringField("path", facts.path());
        json.writeStringField("balancer", facts.balancer());
        json.writeStringField("backend", facts.backend());
        json.writeStringField("protocol", facts.protocol());
        json.writeStringField("subprotocol", facts.subprotocol());
        json.writeStringField("http", facts.spoken().toString());
        json.writeStringField("opened", facts.opened().toString());
        json.writeNumberField("handshake", facts.handshake().toMillis() / 1000.0);
        json.writeNumberField("age", row.age().toMillis() / 1000.0);
        json.writeNumberField("idle", row.traffic().idle().toMillis() / 1000.0);
        flow("up", row.traffic().up());
        flow("down", row.traffic().down());
        json.writeEndObject();
    }

    private void flow(String way, Traffic.Flow flow) throws IOException {
        json.writeNumberField("bytes_" + way, flow.bytes());
        OptionalLong messages = flow.messages();
        if (messages.isPresent()) {
            json.writeNumberField("messages_" + way, messages.getAsLong());
        } else {
            json.writeNullField("messages_" + way);
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
