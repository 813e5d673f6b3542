// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.model.History;
import io.lastpath.engine.internal.model.HistoryCheck;
import io.lastpath.engine.internal.model.HistoryScope;
import io.lastpath.engine.internal.model.Observation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever four clients do, the coordinator does what the model does. One history is repeated with
 * {@code -Dlastpath.seed=SEED -Dlastpath.histories=1}.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("lastpath.histories", 500);
    private static final int STEPS = 200;
    private static final int ONE_IN_SO_MANY_HANGS = 10;

    @TempDir Path journals;

    private final AtomicLong runs = new AtomicLong();

    @Test
    void theCoordinatorDoesWhatTheModelDoes() {
        long seed = Long.getLong("lastpath.seed", RandomGenerator.getDefault().nextLong(1L << 40));
        System.out.printf("random histories: %d from seed %d%n", HISTORIES, seed);
        Optional<String> failure =
                LongStream.range(seed, seed + HISTORIES)
                        .parallel()
                        .mapToObj(this::failure)
                        .filter(text -> !text.isEmpty())
                        .findAny();
        assertThat(failure).isEmpty();
    }

    private String failure(long seed) {
        boolean hangs = seed % ONE_IN_SO_MANY_HANGS == 0;
        ObjectNode history = History.of(seed, new HistoryScope(STEPS, true, true, hangs));
        HistoryCheck check = new HistoryCheck(this::run);
        if (check.difference(history).isEmpty()) {
            return "";
        }
        ObjectNode shortest = check.shrink(history);
        return "seed " + seed + ": " + check.difference(shortest) + "\n" + shortest;
    }

    private List<Observation> run(JsonNode history) {
        return ObservedReplay.run(history, journals.resolve("journal" + runs.incrementAndGet()));
    }
}
