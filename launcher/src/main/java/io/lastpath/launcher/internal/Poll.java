// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. */
public final class Poll {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Poll() {}

    /**
     * Waits until a condition holds.
     *
     * @param condition asked about fifty times a second
     * @param limit how long at most
     * @return whether it holds; false also if the thread was interrupted
     */
    public static boolean until(BooleanSupplier condition, Duration limit) {
        return until(condition, limit, INTERVAL);
    }

    /**
     * Waits until a condition holds.
     *
     * @param condition asked again and again
     * @param limit how long at most
     * @param interval how long between two questions
     * @return whether it holds; false also if the thread was interrupted
     */
    public static boolean until(BooleanSupplier condition, Duration limit, Duration interval) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(interval.toNanos());
        }
        return true;
    }
}
