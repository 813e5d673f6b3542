// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.model.History;
import io.lastpath.engine.internal.model.HistoryCheck;
import io.lastpath.engine.internal.model.HistoryScope;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever four clients do, the coordinator does what the model does. One history is repeated with
 * {@code -Dlastpath.seed=SEED -Dlastpath.histories=1}.
 */
class RandomHistoriesTest {

    private static final int IN_EACH_BUILD = 500;
    private static final int HISTORIES = Integer.getInteger("lastpath.histories", IN_EACH_BUILD);
    private static final int STEPS = 200;

    /** The gate repeats the same histories. */
    private static final long SEED = 100_000;

    private static final int ONE_IN_SO_MANY_HANGS = 20;
    private static final int ONE_IN_SO_MANY_IS_ON_DISK = 25;
    private static final int SO_MANY_ARE_SHOWN = 3;
    private static final int ONE_LINE_FOR_SO_MANY = 1_000;

    @TempDir Path journals;

    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    @Test
    void theCoordinatorDoesWhatTheModelDoes() {
        long first = Long.getLong("lastpath.seed", seed());
        System.out.printf("random histories: %d from seed %d%n", HISTORIES, first);
        List<Long> differing =
                LongStream.range(first, first + HISTORIES)
                        .parallel()
                        .filter(this::differs)
                        .boxed()
                        .toList();
        String shown =
                differing.stream()
                        .limit(SO_MANY_ARE_SHOWN)
                        .map(this::shown)
                        .collect(Collectors.joining("\n"));
        assertThat(differing)
                .as(
                        "%d of %d histories from seed %d%n%s",
                        differing.size(), HISTORIES, first, shown)
                .isEmpty();
    }

    /** A campaign begins elsewhere each time. */
    private static long seed() {
        return HISTORIES == IN_EACH_BUILD ? SEED : System.currentTimeMillis();
    }

    private boolean differs(long seed) {
        boolean differs = !check(seed).difference(history(seed)).isEmpty();
        if (differs) {
            System.out.printf("random histories: %d differs%n", seed);
        }
        if (done.incrementAndGet() % ONE_LINE_FOR_SO_MANY == 0) {
            System.out.printf("random histories: %d done%n", done.get());
        }
        return differs;
    }

    private static ObjectNode history(long seed) {
        boolean hangs = seed % ONE_IN_SO_MANY_HANGS == 0;
        return History.of(seed, new HistoryScope(STEPS, true, true, hangs));
    }

    private HistoryCheck check(long seed) {
        boolean isOnDisk = seed % ONE_IN_SO_MANY_IS_ON_DISK == 1;
        return new HistoryCheck(
                one -> ObservedReplay.run(one, isOnDisk ? this::file : clock -> new MemoryStore()));
    }

    private JournalStore file(Clock clock) {
        return new JournalFile(journals.resolve("journal" + runs.incrementAndGet()), clock);
    }

    /** The whole history, whose steps have numbers, and the shortest that still differs. */
    private String shown(long seed) {
        ObjectNode history = history(seed);
        HistoryCheck check = check(seed);
        String where = check.difference(history).lines().findFirst().orElse("not a second time");
        ObjectNode shortest = check.shrink(history);
        return "seed %d, %s; shortened: %s%s%nagain with -Dlastpath.seed=%d -Dlastpath.histories=1"
                .formatted(seed, where, check.difference(shortest), shortest, seed);
    }
}
