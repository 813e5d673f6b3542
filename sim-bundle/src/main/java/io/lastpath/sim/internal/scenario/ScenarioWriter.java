// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a scenario as JSON, in the layout of the recordings; a member that has its default is left
 * out. Used once, by one thread.
 */
final class ScenarioWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ScenarioWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(Scenario scenario) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(layout());
            new ScenarioWriter(json).scenario(scenario);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return text.toByteArray();
    }

    private static DefaultPrettyPrinter layout() {
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    private void scenario(Scenario scenario) throws IOException {
        json.writeStartObject();
        textUnlessEmpty("title", scenario.title());
        json.writeObjectFieldStart("devices");
        list("phcis", scenario.devices().phcis(), json::writeString);
        list("clients", scenario.devices().clients(), this::client);
        json.writeEndObject();
        list("consumers", scenario.consumers(), this::consumer);
        json.writeEndObject();
    }

    private void client(ScenarioClient client) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", client.path().orElse(null));
        textUnlessEmpty("name", client.name());
        textUnlessEmpty("identity", client.identity());
        list("paths", client.paths(), this::path);
        json.writeEndObject();
    }

    private void path(ScenarioPath path) throws IOException {
        json.writeStartObject();
        json.writeStringField("phci", path.phci().orElse(null));
        json.writeStringField("state", Words.of(path.state()));
        if (path.phciMissing()) {
            json.writeBooleanField("phci_missing", true);
        }
        textUnlessEmpty("target_port", path.targetPort());
        json.writeEndObject();
    }

    private void consumer(ScenarioConsumer consumer) throws IOException {
        json.writeStartObject();
        json.writeStringField("client", consumer.client());
        json.writeStringField("module", consumer.module());
        json.writeStringField("resource", consumer.resource());
        json.writeStringField("usage", consumer.usage());
        json.writeStringField("severity", consumer.severity().name());
        if (consumer.query() != consumer.offline()) {
            json.writeStringField("query", consumer.query().word());
        }
        json.writeStringField("offline", consumer.offline().word());
        if (consumer.suspend() != Answer.ALLOW) {
            json.writeStringField("suspend", consumer.suspend().word());
        }
        textUnlessEmpty("reason", consumer.reason());
        if (consumer.delayMillis() > 0) {
            json.writeNumberField("delayMillis", consumer.delayMillis());
        }
        json.writeEndObject();
    }

    private void textUnlessEmpty(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private <T> void list(String name, List<T> items, Item<T> item) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : items) {
            item.write(value);
        }
        json.writeEndArray();
    }

    private interface Item<T> {
        void write(T value) throws IOException;
    }
}
