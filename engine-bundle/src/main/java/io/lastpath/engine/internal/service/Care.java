// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Thrown;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has the coordinator look after what others left behind, again and again, on a thread of its own.
 * Safe for use by several threads.
 */
final class Care {

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Threads.named("lastpath-engine-care"));

    /**
     * Begins.
     *
     * @param round what is done each time
     * @param everyMillis how long between two rounds, in milliseconds
     * @param log is told what goes wrong; the next round comes all the same
     */
    void begin(Runnable round, long everyMillis, Consumer<String> log) {
        Runnable guarded =
                () -> {
                    try {
                        round.run();
                    } catch (RuntimeException | Error e) { // or there would be no next round
                        log.accept("looking after open DR requests failed: " + Thrown.text(e));
                    }
                };
        thread.scheduleWithFixedDelay(guarded, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    void end() {
        thread.shutdownNow();
    }
}
