// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One daemon thread on which everything that changes the simulated host happens, in order. */
final class Worker {

    private static final String STOPPED = "the simulator is stopping";

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread daemon = new Thread(task, "lastpath-sim");
                        daemon.setDaemon(true);
                        return daemon;
                    });

    /** Has something done soon. */
    void later(Runnable task) {
        thread.execute(task);
    }

    /**
     * Has something done and waits for it.
     *
     * @throws IllegalStateException if the simulator is stopping, or the wait is interrupted
     */
    <T> T now(Supplier<T> task) {
        try {
            Future<T> result = thread.submit(task::get);
            return result.get();
        } catch (RejectedExecutionException | CancellationException e) {
            throw new IllegalStateException(STOPPED, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; what was asked may still be done", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("it failed: " + e.getCause(), e.getCause());
        }
    }

    /** Does what was asked so far, then the last task, and ends; gives up after a while. */
    void stop(Runnable last, long patienceMillis) {
        thread.execute(last);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS)) {
                giveUp();
            }
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever waits for what will never be done is told so. */
    private void giveUp() {
        for (Runnable task : thread.shutdownNow()) {
            if (task instanceof Future<?> waited) {
                waited.cancel(false);
            }
        }
    }
}
