// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that is killed loses nothing that it said, whenever that happens. */
class KillsTest {

    private static final int KILLS = Integer.getInteger("lastpath.kills", 100);
    private static final int CHAINS = 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void killedAtRandomMomentsNothingIsLostOrphanedInventedOrDoneTwice() throws Exception {
        long seed = Long.getLong("lastpath.seed", System.nanoTime());
        System.out.println(KILLS + " kills, -Dlastpath.seed=" + seed);
        ChildJvm jvm = ChildJvm.prepared(folder.resolve("jvm"));
        ExecutorService chains = Executors.newFixedThreadPool(CHAINS);
        try {
            Future<Integer> first =
                    chains.submit(new KillChain(jvm, folder.resolve("0"), KILLS / CHAINS, seed));
            Future<Integer> second =
                    chains.submit(
                            new KillChain(
                                    jvm, folder.resolve("1"), KILLS - KILLS / CHAINS, seed + 1));
            for (Future<Integer> chain : List.of(first, second)) {
                assertThat(chain.get()).isPositive();
            }
        } finally {
            chains.shutdownNow();
        }
    }
}
