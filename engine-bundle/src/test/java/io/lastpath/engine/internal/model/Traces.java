// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reference's records. */
public final class Traces {

    /** Those of the project. */
    public static final Path OWN = Path.of("src/test/resources/traces");

    /** Where they are: {@code -Dlastpath.traces}, or those of the project. */
    public static final Path FOLDER =
            Path.of(System.getProperty("lastpath.traces", OWN.toString()));

    private Traces() {}

    /** {@return all records, by file} */
    public static List<JsonNode> all() throws IOException {
        return all(FOLDER);
    }

    static List<JsonNode> all(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> traces = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".json")) {
                    traces.add(mapper.readTree(file.toFile()));
                } else if (file.toString().endsWith(".jsonl")) {
                    for (String line : Files.readAllLines(file)) {
                        traces.add(mapper.readTree(line));
                    }
                }
            }
        }
        return traces;
    }
}
