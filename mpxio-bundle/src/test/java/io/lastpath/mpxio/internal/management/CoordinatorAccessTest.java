// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.support.FakeCoordinator;
import io.lastpath.rcm.Coordinator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoordinatorAccessTest {

    private static final int ROUNDS = 20_000;

    @Test
    void aCoordinatorThatArrivesWhileAnotherLeavesIsNeverForgotten() throws Exception {
        Coordinator left = new FakeCoordinator();
        Coordinator arrived = new FakeCoordinator();
        CoordinatorAccess access = new CoordinatorAccess();
        AtomicInteger round = new AtomicInteger();
        AtomicInteger unset = new AtomicInteger();
        CompletableFuture<Void> leaving =
                CompletableFuture.runAsync(
                        () -> leave(access, left, round, unset), task -> new Thread(task).start());
        int forgotten = 0;
        for (int i = 1; i <= ROUNDS; i++) {
            access.set(left);
            round.set(i);
            access.set(arrived);
            while (unset.get() < i) {
                Thread.onSpinWait();
            }
            forgotten += access.current().isPresent() ? 0 : 1;
        }
        leaving.get(10, TimeUnit.SECONDS);

        assertThat(forgotten).isZero();
    }

    private static void leave(
            CoordinatorAccess access, Coordinator left, AtomicInteger round, AtomicInteger unset) {
        for (int i = 1; i <= ROUNDS; i++) {
            while (round.get() < i) {
                Thread.onSpinWait();
            }
            access.unset(left);
            unset.set(i);
        }
    }
}
