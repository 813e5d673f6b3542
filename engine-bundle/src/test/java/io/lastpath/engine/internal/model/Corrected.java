// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The corrected outcomes of records with labels, as kept beside the records. */
final class Corrected {

    static final Path FOLDER = Traces.OWN.resolve("corrected");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Corrected() {}

    static Path file(JsonNode trace) {
        return FOLDER.resolve(trace.get("name").asText() + ".json");
    }

    static JsonNode read(JsonNode trace) throws IOException {
        return MAPPER.readTree(file(trace).toFile());
    }

    /** {@return the text of the file for a record} */
    static String text(JsonNode trace) throws IOException {
        List<String> labels = new ArrayList<>();
        trace.get("quirks").forEach(label -> labels.add(label.asText()));
        String name = trace.get("name").asText();
        SortedMap<Integer, String> differences = Comparison.withReference(trace);
        boolean differs = !differences.isEmpty();
        List<String> acting = differs ? Hazards.acting(name, labels) : List.of();
        ArrayNode hazards = JsonNodeFactory.instance.arrayNode();
        acting.forEach(hazards::add);
        List<String> lines = new ArrayList<>();
        lines.add(" \"name\": " + MAPPER.writeValueAsString(name));
        lines.add(" \"hazards\": " + line(hazards));
        lines.add(" \"first\": " + (differs ? differences.firstKey() : "null"));
        String why = differs ? Hazards.instead(acting) + Hazards.more(name) : Hazards.same(labels);
        lines.add(" \"why\": " + MAPPER.writeValueAsString(why));
        if (differs) {
            lines.add(" \"expect\": [\n" + expect(trace, differences.firstKey()) + "\n ]");
        }
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }

    private static String expect(JsonNode trace, int first) throws IOException {
        List<Observation> seen = Model.run(trace);
        ObservationWriter writer = new ObservationWriter();
        List<String> lines = new ArrayList<>();
        for (int step = first; step < trace.get("steps").size(); step++) {
            String op = trace.get("steps").get(step).get("op").asText();
            ObjectNode json = writer.step(op, seen.get(step + 1));
            lines.add("  " + line(json));
        }
        return String.join(",\n", lines);
    }

    private static String line(JsonNode json) throws IOException {
        return MAPPER.writeValueAsString(json);
    }

    static void write(JsonNode trace) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(file(trace), text(trace));
    }
}
