// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.mpxio.internal.vectors.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes every device tree of the vectors twice: as a scenario for the simulator, its first client
 * in use, and as a topology for the stand-in library. Runs outside of the framework.
 */
final class VectorTrees {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VectorTrees() {}

    /** Writes them into a folder: {@code N.json}, {@code N.topology}, from 0. */
    static void write(Path folder) throws IOException {
        int number = 0;
        for (JsonNode devices : trees()) {
            ObjectNode scenario = JSON.objectNode();
            scenario.set("devices", withClients(devices));
            scenario.set("consumers", consumers(devices));
            Files.writeString(folder.resolve(number + ".json"), scenario.toString());
            NativeHost.of(devices).writeFor(folder.resolve(Integer.toString(number)));
            number++;
        }
    }

    private static Set<JsonNode> trees() throws IOException {
        Set<JsonNode> trees = new LinkedHashSet<>();
        for (Scenario scenario : Scenario.in(NativeVectorsTest.FOLDER)) {
            add(trees, scenario.json().path("devices"));
            scenario.json().path("steps").forEach(step -> add(trees, step.path("devices")));
        }
        return trees;
    }

    private static void add(Set<JsonNode> trees, JsonNode devices) {
        if (!devices.isMissingNode()) {
            trees.add(devices);
        }
    }

    /** A member that may be missing in a vector, but not in a scenario. */
    private static JsonNode withClients(JsonNode devices) {
        ObjectNode copy = devices.deepCopy();
        if (!copy.has("clients")) {
            copy.putArray("clients");
        }
        return copy;
    }

    private static ArrayNode consumers(JsonNode devices) {
        ArrayNode consumers = JSON.arrayNode();
        for (JsonNode client : devices.path("clients")) {
            if (client.path("path").isTextual() && consumers.isEmpty()) {
                consumers
                        .addObject()
                        .put("client", client.get("path").asText())
                        .put("module", "filesys")
                        .put("resource", "/srv/vector")
                        .put("usage", "mounted at /srv/vector")
                        .put("severity", "DATA_CRITICAL")
                        .put("offline", "refuse");
            }
        }
        return consumers;
    }
}
