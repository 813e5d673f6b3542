// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A scenario of the vectors, see {@code vectors/README.md}. */
public record Scenario(String file, JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads all scenarios of a folder. */
    public static List<Scenario> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().flatMap(Scenario::read).toList();
        }
    }

    private static Stream<Scenario> read(Path file) {
        String name = file.getFileName().toString();
        try {
            if (name.endsWith(".json")) {
                return Stream.of(new Scenario(name, MAPPER.readTree(Files.readString(file))));
            }
            List<Scenario> lines = new ArrayList<>();
            if (name.endsWith(".jsonl")) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(new Scenario(name, MAPPER.readTree(line)));
                }
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** {@return its name} */
    public String name() {
        return json.get("name").asText();
    }

    static List<DeviceNode> nodes(JsonNode devices) {
        List<DeviceNode> nodes = new ArrayList<>();
        for (JsonNode phci : devices.path("phcis")) {
            nodes.add(new DeviceNode.Phci(path(phci, "a PHCI")));
        }
        for (JsonNode client : devices.path("clients")) {
            List<DevicePath> paths = new ArrayList<>();
            for (JsonNode path : client.path("paths")) {
                paths.add(
                        new DevicePath(
                                path(path.path("phci"), "a PHCI"),
                                PathState.valueOf(
                                        path.get("state").asText().toUpperCase(Locale.ROOT)),
                                ""));
            }
            nodes.add(new DeviceNode.Client(path(client.path("path"), "a client"), "", "", paths));
        }
        return nodes;
    }

    private static NodePath path(JsonNode text, String where) {
        return text.isTextual()
                ? NodePath.of(text.asText())
                : new NodePath.Unreadable(where, "it has no name");
    }
}
