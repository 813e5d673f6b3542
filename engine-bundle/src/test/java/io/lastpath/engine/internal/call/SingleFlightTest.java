// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Somebody who comes while a task runs is served by one more run. */
class SingleFlightTest {

    private final SingleFlight<Integer> flight = new SingleFlight<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void whoeverComesMeanwhileIsServedByOneMoreRun() {
        CompletableFuture<Integer> second = new CompletableFuture<>();
        Supplier<Integer> task =
                () -> {
                    int run = runs.incrementAndGet();
                    if (run == 1) {
                        flight.run(() -> 0);
                        flight.run(() -> 0).thenAccept(second::complete);
                        assertThat(second).isNotDone();
                    }
                    return run;
                };

        assertThat(flight.run(task)).isCompletedWithValue(1);
        assertThat(runs).hasValue(2);
        assertThat(second).isCompletedWithValue(2);
        assertThat(flight.run(task)).isCompletedWithValue(3);
    }

    @Test
    void anErrorEndsOneRunAndNoOther() {
        CompletableFuture<Integer> meanwhile = new CompletableFuture<>();
        Supplier<Integer> task =
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        flight.run(() -> 0).thenAccept(meanwhile::complete);
                        throw new NoClassDefFoundError("org/example/Gone");
                    }
                    return runs.get();
                };

        assertThat(flight.run(task)).isCompletedExceptionally();
        assertThat(meanwhile).isCompletedWithValue(2);
        assertThat(flight.run(task)).isCompletedWithValue(3);
    }
}
