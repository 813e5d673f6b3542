// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One read of the tree, under way or still to start, that any number of callers wait for. Its
 * fields are guarded by the keeper's lock.
 */
final class Flight {

    private final CompletableFuture<Refresh> landing = new CompletableFuture<>();

    /** The adapter being read; null before the start, or without any. */
    Adapter adapter;

    /** The thread that reads it; null before the start. */
    Thread reader;

    /** When the read itself began; null before. */
    Instant startedAt;

    /** The same for measuring: the clock of the host may be set. */
    long startedNanos;

    /** How many changes had been announced then. */
    long changes;

    /** What it was shown, for those who want the tree itself; null if nobody does. */
    List<DeviceNode> nodes;

    /** Interrupts the read, if it is another thread that ends it. */
    void interrupt() {
        if (reader != null && reader != Thread.currentThread()) {
            reader.interrupt();
        }
    }

    /** {@return milliseconds since the read itself began} */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }

    void land(Refresh refresh) {
        landing.complete(refresh);
    }

    /** Waits for the end; gives up, leaving the read to others, when interrupted or out of time. */
    Refresh await(Supplier<TableState> now, Duration patience) {
        try {
            return landing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refresh(now.get(), "interrupted while waiting for the device tree");
        } catch (TimeoutException e) {
            String within = " ms, and is still being read";
            return new Refresh(
                    now.get(),
                    "the device tree was not read within " + patience.toMillis() + within);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed with an exception
        }
    }
}
