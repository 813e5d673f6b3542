// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays what the classic coordination manager was seen doing. */
class ReferenceTracesTest {

    @TempDir Path journals;

    @Test
    void allThatTheReferenceDoesRightComesOutTheSame() throws IOException {
        int records = 0;
        int steps = 0;
        List<String> failures = new ArrayList<>();
        for (JsonNode trace : Traces.all()) {
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
                Traces.FOLDER, records, steps, failures.size());
        assertThat(failures).isEmpty();
        assertThat(records).isPositive();
    }
}
