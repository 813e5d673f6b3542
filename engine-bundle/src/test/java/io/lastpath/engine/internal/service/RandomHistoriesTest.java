// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.model.History;
import io.lastpath.engine.internal.model.HistoryCheck;
import io.lastpath.engine.internal.model.HistoryScope;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever four clients do, the coordinator does what the model does. One history is repeated with
 * {@code -Dlastpath.seed=SEED -Dlastpath.histories=1}.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("lastpath.histories", 300);
    private static final int STEPS = 200;

    /** The gate repeats the same histories; a campaign begins elsewhere. */
    private static final long SEED = 100_000;

    private static final int ONE_IN_SO_MANY_HANGS = 20;
    private static final int ONE_IN_SO_MANY_IS_ON_DISK = 25;

    @TempDir Path journals;

    private final AtomicLong runs = new AtomicLong();

    @Test
    void theCoordinatorDoesWhatTheModelDoes() {
        long seed = Long.getLong("lastpath.seed", SEED);
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
        boolean isOnDisk = seed % ONE_IN_SO_MANY_IS_ON_DISK == 1;
        HistoryCheck check =
                new HistoryCheck(
                        one -> ObservedReplay.run(one, isOnDisk ? this::file : any -> memory()));
        if (check.difference(history).isEmpty()) {
            return "";
        }
        ObjectNode shortest = check.shrink(history);
        return "seed " + seed + ": " + check.difference(shortest) + "\n" + shortest;
    }

    private JournalStore file(Clock clock) {
        return new JournalFile(journals.resolve("journal" + runs.incrementAndGet()), clock);
    }

    /** Most journals are not on a disk: waiting for it takes most of the time. */
    private static JournalStore memory() {
        return new JournalStore() {
            private volatile Content kept = Content.EMPTY;

            @Override
            public Loaded load() {
                return new Loaded(kept, "");
            }

            @Override
            public void write(Content content) {
                kept = content;
            }
        };
    }
}
