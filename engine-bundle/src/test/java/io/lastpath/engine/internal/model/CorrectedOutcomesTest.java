// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The corrected outcomes beside the records are those of the model. */
class CorrectedOutcomesTest {

    private static final List<JsonNode> LABELLED = new ArrayList<>();

    @BeforeAll
    static void readOrWrite() throws IOException {
        for (JsonNode trace : Traces.all(Traces.OWN)) {
            if (!trace.path("quirks").isEmpty()) {
                LABELLED.add(trace);
                if (Boolean.getBoolean("lastpath.traces.write")) {
                    Corrected.write(trace);
                }
            }
        }
    }

    @Test
    void thereIsOneForEachRecordWithLabelsAndForNoOther() throws IOException {
        TreeSet<String> wanted = new TreeSet<>();
        LABELLED.forEach(one -> wanted.add(Corrected.file(one).getFileName().toString()));
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(Corrected.FOLDER)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> there.add(file.getFileName().toString()));
        }
        assertThat(there).isEqualTo(wanted).isNotEmpty();
    }

    @Test
    void eachIsWhatTheModelDoes() throws IOException {
        for (JsonNode trace : LABELLED) {
            assertThat(Files.readString(Corrected.file(trace)))
                    .as(
                            "%s; look at what the change means, then write it anew with"
                                    + " -Dlastpath.traces.write=true",
                            Corrected.file(trace))
                    .isEqualTo(Corrected.text(trace));
        }
    }

    @Test
    void beforeTheFirstDifferentStepItIsTheReferenceAndFromThenOnWhatTheFileSays()
            throws IOException {
        List<String> failures = new ArrayList<>();
        int same = 0;
        for (JsonNode trace : LABELLED) {
            JsonNode corrected = Corrected.read(trace);
            same += corrected.get("first").isNull() ? 1 : 0;
            failures.addAll(
                    TraceCheck.of(trace, Traces.OWN).differences(Model.run(trace)).values());
        }
        System.out.printf(
                "model: %d records with labels, %d of them as the reference%n",
                LABELLED.size(), same);
        assertThat(failures).isEmpty();
    }
}
