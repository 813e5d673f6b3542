// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) {
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
        fail("not within " + DEADLINE + ": " + what + " (last: " + last + ")");
    }
}
