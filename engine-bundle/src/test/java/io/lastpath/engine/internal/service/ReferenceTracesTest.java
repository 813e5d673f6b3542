// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays what the classic coordination manager was seen doing. */
class ReferenceTracesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("lastpath.traces", "src/test/resources/traces"));

    @TempDir Path journals;

    @Test
    void allThatTheReferenceDoesRightComesOutTheSame() throws IOException {
        int records = 0;
        int steps = 0;
        List<String> failures = new ArrayList<>();
        for (JsonNode trace : traces()) {
            if (!trace.path("quirks").isEmpty() && !trace.has("alt")) {
                continue;
            }
            records++;
            Path journal = journals.resolve(trace.get("name").asText());
            try (TraceReplay replay = new TraceReplay(trace, journal)) {
                List<String> differences = replay.run();
                steps += replay.steps();
                if (!differences.isEmpty()) {
                    failures.add(differences.get(0));
                }
            }
        }
        System.out.printf(
                "reference traces in %s: %d records, %d steps, %d failures%n",
                FOLDER, records, steps, failures.size());
        assertThat(failures).isEmpty();
        assertThat(records).isPositive();
    }

    private static List<JsonNode> traces() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> traces = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".json")) {
                    traces.add(mapper.readTree(file.toFile()));
                } else {
                    for (String line : Files.readAllLines(file)) {
                        traces.add(mapper.readTree(line));
                    }
                }
            }
        }
        return traces;
    }
}
