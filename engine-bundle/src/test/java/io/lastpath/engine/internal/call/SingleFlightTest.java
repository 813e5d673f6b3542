// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Somebody who comes while a task runs is served by one more run. */
class SingleFlightTest {

    @Test
    void whoeverComesMeanwhileIsServedByOneMoreRun() {
        SingleFlight flight = new SingleFlight();
        AtomicInteger runs = new AtomicInteger();

        flight.run(
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        flight.run(runs::incrementAndGet);
                        flight.run(runs::incrementAndGet);
                    }
                });
        assertThat(runs).hasValue(2);
        flight.run(runs::incrementAndGet);
        assertThat(runs).hasValue(3);
    }
}
