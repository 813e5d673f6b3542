// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model is good because it does what the reference was seen doing. */
class ModelReproducesTracesTest {

    @Test
    void everyRecordWithoutLabelsIsReproducedExactly() throws IOException {
        List<String> failures = new ArrayList<>();
        int records = 0;
        int steps = 0;
        for (JsonNode trace : Traces.all()) {
            if (trace.path("quirks").isEmpty()) {
                records++;
                steps += trace.get("steps").size();
                failures.addAll(Comparison.exactlyWithReference(trace).values());
            }
        }
        System.out.printf(
                "model: %d records without labels, %d steps, %d differences%n",
                records, steps, failures.size());
        assertThat(failures).isEmpty();
        assertThat(records).isPositive();
    }

    @Test
    void recordsOfWhichARepairedOutcomeIsKnownComeOutSo() throws IOException {
        List<String> failures = new ArrayList<>();
        int records = 0;
        for (JsonNode trace : Traces.all()) {
            if (trace.has("alt")) {
                records++;
                failures.addAll(Comparison.withRepaired(trace).values());
            }
        }
        assertThat(failures).isEmpty();
        assertThat(records).isPositive();
    }
}
