// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The place of the one library that may be loaded. Safe for use by several threads. */
final class OnePlace {

    /** Held by the library that is loaded, until the last read of it has come back. */
    private final Semaphore free = new Semaphore(1);

    private volatile DevinfoLibrary library;

    /** {@return whether it became free in time; it is the caller's then} */
    boolean reserve(Duration patience) throws InterruptedException {
        return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Puts a library into the place that was reserved. */
    DevinfoLibrary take(DevinfoLibrary loaded) {
        library = loaded;
        return loaded;
    }

    /** Gives the place back. */
    void leave() {
        library = null;
        free.release();
    }

    /** {@return who is in it} */
    Optional<DevinfoLibrary> library() {
        return Optional.ofNullable(library);
    }
}
