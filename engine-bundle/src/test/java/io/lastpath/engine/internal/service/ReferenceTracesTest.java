// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.model.Observation;
import io.lastpath.engine.internal.model.TraceCheck;
import io.lastpath.engine.internal.model.TraceCheck.Kind;
import io.lastpath.engine.internal.model.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays what the classic coordination manager was seen doing, on the real coordinator with the
 * real multipath module. Other records: {@code -Dlastpath.traces=DIR}.
 */
class ReferenceTracesTest {

    /** So many come with the project. */
    private static final int RECORDS = 365;

    /** So many of them carry no label. */
    private static final int UNLABELLED = 281;

    @TempDir Path journals;

    /**
     * What became of a record.
     *
     * @param kind what was expected of it
     * @param steps how many it has
     * @param difference the first, empty if there is none
     */
    private record Outcome(Kind kind, int steps, String difference) {
        boolean isFailure() {
            return !difference.isEmpty() && kind != Kind.OPEN;
        }
    }

    @Test
    void eachRecordComesOutAsTheReferenceDidItOrAsItIsCorrected() throws IOException {
        List<Outcome> outcomes = Traces.all().parallelStream().map(this::replay).toList();
        List<Outcome> failed = outcomes.stream().filter(Outcome::isFailure).toList();
        System.out.printf(
                "reference traces in %s: %d records, %d steps, %d reproduced, %d corrected,"
                        + " %d with labels and no corrected outcome, %d failed%n",
                Traces.FOLDER,
                outcomes.size(),
                outcomes.stream().mapToInt(Outcome::steps).sum(),
                count(outcomes, Kind.REPRODUCED),
                count(outcomes, Kind.CORRECTED),
                count(outcomes, Kind.OPEN),
                failed.size());
        assertThat(failed.stream().map(Outcome::difference).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(outcomes).isNotEmpty();
        if (Traces.FOLDER.equals(
                Traces.OWN)) { // or a check that takes a record for a labelled one goes unseen
            assertThat(outcomes).hasSize(RECORDS);
            assertThat(count(outcomes, Kind.REPRODUCED)).isGreaterThanOrEqualTo(UNLABELLED);
            assertThat(count(outcomes, Kind.OPEN)).isZero();
        }
    }

    private static long count(List<Outcome> outcomes, Kind kind) {
        return outcomes.stream().filter(one -> one.kind() == kind && !one.isFailure()).count();
    }

    private Outcome replay(JsonNode trace) {
        try {
            Path journal = journals.resolve(trace.get("name").asText());
            TraceCheck check = TraceCheck.of(trace, Traces.FOLDER);
            List<Observation> seen =
                    ObservedReplay.run(trace, clock -> new JournalFile(journal, clock));
            SortedMap<Integer, String> differences = check.differences(seen);
            String first = differences.isEmpty() ? "" : differences.get(differences.firstKey());
            return new Outcome(check.kind(), trace.get("steps").size(), first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
