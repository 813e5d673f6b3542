// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The corrected outcomes beside the records are those of the model. */
class CorrectedOutcomesTest {

    private static final List<JsonNode> LABELLED = new ArrayList<>();

    @BeforeAll
    static void readOrWrite() throws IOException {
        for (JsonNode trace : Traces.all()) {
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
            failures.addAll(differences(trace, corrected).values());
        }
        System.out.printf(
                "model: %d records with labels, %d of them as the reference%n",
                LABELLED.size(), same);
        assertThat(failures).isEmpty();
    }

    private static SortedMap<Integer, String> differences(JsonNode trace, JsonNode corrected) {
        Expectation reader = new Expectation();
        int first = corrected.get("first").asInt(Integer.MAX_VALUE);
        int from = corrected.get("first").isNull() ? Integer.MAX_VALUE : first;
        return Comparison.compare(
                trace,
                Model.run(trace),
                step -> {
                    if (step == Comparison.START) {
                        return reader.start(trace.get("start"));
                    }
                    if (step < from) {
                        return reader.step(trace.get("steps").get(step));
                    }
                    JsonNode expect = corrected.get("expect").get(step - from);
                    return reader.step(expect, expect.path("start"));
                });
    }
}
