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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Replays what the classic coordination manager was seen doing. Left out are the records in which
 * it does what this one does better, unless they say what it would do repaired, and those that need
 * a journal.
 */
class ReferenceTracesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("lastpath.traces", "src/test/resources/traces"));
    private static final List<String> ELSEWHERE = List.of("restart", "reap");

    @Test
    void allThatTheReferenceDoesRightComesOutTheSame() throws IOException {
        int records = 0;
        int steps = 0;
        List<String> failures = new ArrayList<>();
        for (JsonNode trace : traces()) {
            if (!isOurs(trace)) {
                continue;
            }
            records++;
            try (TraceReplay replay = new TraceReplay(trace)) {
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

    /**
     * Differences are the point of those; that they end, and that nothing stays locked up, counts.
     */
    @Test
    @Timeout(60)
    void whereTheReferenceHangsOrDiesThisOneAnswers() throws IOException {
        int records = 0;
        int differing = 0;
        for (JsonNode trace : traces()) {
            if (!isOurs(trace) && isReplayable(trace)) {
                records++;
                try (TraceReplay replay = new TraceReplay(trace)) {
                    differing += replay.runToTheEnd().isEmpty() ? 0 : 1;
                }
            }
        }
        System.out.printf(
                "reference traces with labels: %d records ended, %d of them differ%n",
                records, differing);
        assertThat(records).isPositive();
    }

    private static boolean isOurs(JsonNode trace) {
        return (trace.path("quirks").isEmpty() || trace.has("alt")) && isReplayable(trace);
    }

    private static boolean isReplayable(JsonNode trace) {
        return stream(trace.get("steps"))
                        .noneMatch(step -> ELSEWHERE.contains(step.get("op").asText()))
                && stream(trace.get("modules")).allMatch(ReferenceTracesTest::isOurModule);
    }

    private static boolean isOurModule(JsonNode module) {
        return stream(module.path("rules"))
                .flatMap(rule -> stream(rule.path("acts")))
                .map(act -> act.get(0).asText())
                .noneMatch(act -> act.equals("die") || act.equals("crash"));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<JsonNode> traces() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> traces = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
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
