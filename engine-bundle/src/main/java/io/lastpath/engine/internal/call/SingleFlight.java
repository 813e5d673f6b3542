// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs one task at a time. Whoever comes while it runs does not run it: it is run once more
 * afterwards, for all of them. Safe for use by several threads.
 *
 * @param <T> what the task brings
 */
public final class SingleFlight<T> {

    private final Object lock = new Object();
    private CompletableFuture<T> current;
    private CompletableFuture<T> next;

    /**
     * Runs the task, or has the one who is running it run it again.
     *
     * @param task the task
     * @return what the first run that starts after this call brings, or throws
     */
    public CompletableFuture<T> run(Supplier<T> task) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        synchronized (lock) {
            if (current != null) {
                next = next == null ? mine : next;
                return next;
            }
            current = mine;
        }
        CompletableFuture<T> flight = mine;
        while (flight != null) {
            fly(flight, task);
            flight = land();
        }
        return mine;
    }

    private static <T> void fly(CompletableFuture<T> flight, Supplier<T> task) {
        try {
            flight.complete(task.get());
        } catch (Throwable e) { // an Error as well, or nobody could ever run again
            flight.completeExceptionally(e);
        }
    }

    private CompletableFuture<T> land() {
        synchronized (lock) {
            current = next;
            next = null;
            return current;
        }
    }
}
