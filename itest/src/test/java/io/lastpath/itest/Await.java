// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) {
        until(() -> what, condition);
    }

    /** Says what was waited for, and what there was instead, only when that did not come. */
    static void until(Supplier<String> what, Callable<Boolean> condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Object last = false;
        do {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        } while (System.nanoTime() < end);
        fail("not within " + DEADLINE + ": " + what.get() + " (last: " + last + ")");
    }
}
