// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Waiting {

    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private Waiting() {}

    public static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e; // not yet
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("waited in vain until " + what, last);
    }
}
