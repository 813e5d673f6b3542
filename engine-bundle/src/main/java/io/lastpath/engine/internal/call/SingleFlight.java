// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one task at a time. Whoever comes while it runs does not wait: it runs once more afterwards.
 */
public final class SingleFlight {

    private final AtomicInteger wanted = new AtomicInteger();

    /**
     * Runs the task, or has the one who is running it run it again.
     *
     * @param task the task
     */
    public void run(Runnable task) {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        int served;
        do {
            served = wanted.get();
            task.run();
        } while (!wanted.compareAndSet(served, 0));
    }
}
