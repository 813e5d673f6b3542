// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkerTest {

    private final Worker worker = new Worker();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void whatWasAskedIsDoneInOrderBeforeTheEnd() {
        for (int i = 0; i < 5; i++) {
            String name = "task " + i;
            worker.later(() -> done.add(name));
        }

        worker.stop(() -> done.add("last"), 10_000);

        assertThat(done).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4", "last");
    }

    @Test
    void afterTheEndNothingIsDone() {
        worker.stop(() -> done.add("last"), 10_000);

        assertThatThrownBy(() -> worker.now(() -> done.add("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the simulator is stopping");
        assertThat(done).containsExactly("last");
    }

    @Test
    void whoWaitsForWhatIsNeverDoneIsTold() throws Exception {
        worker.later(this::block);
        blocked.await();
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(
                        () -> {
                            asked.countDown();
                            return worker.now(() -> done.add("never"));
                        });
        asked.await();

        worker.stop(() -> done.add("last"), 200);

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage("the simulator is stopping");
        assertThat(done).isEmpty();
    }

    @Test
    void aFailureReachesWhoWaitsAndTheNextTaskIsDone() {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");

        assertThatThrownBy(
                        () ->
                                worker.now(
                                        () -> {
                                            throw failure;
                                        }))
                .isSameAs(failure);
        assertThat(worker.now(() -> "next")).isEqualTo("next");
        worker.stop(() -> done.add("last"), 10_000);
    }

    @Test
    void anInterruptedWaitSaysSo() {
        worker.later(this::block);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> worker.now(() -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted; what was asked may still be done");
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        worker.stop(() -> done.add("last"), 10_000);
    }

    /** Waits however often it is interrupted, as a read of a dead file server would. */
    private void block() {
        blocked.countDown();
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                done.clear();
            }
        }
    }
}
