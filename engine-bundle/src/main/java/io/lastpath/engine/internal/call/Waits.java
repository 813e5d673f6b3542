// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits that an interrupt does not break off: half of a request would have been done. The thread is
 * interrupted still when they are over. Stateless.
 */
public final class Waits {

    private Waits() {}

    /**
     * Waits for an answer.
     *
     * @param <T> what it is
     * @param answer what is waited for
     * @param nanos how long at most, in nanoseconds
     * @return the answer
     * @throws ExecutionException if there is none, for that reason
     * @throws TimeoutException if it has not come by then
     */
    public static <T> T get(Future<T> answer, long nanos)
            throws ExecutionException, TimeoutException {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
