// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A read that is under way. How long it has lasted does not depend on the clock of the host, which
 * may be set meanwhile. Immutable.
 */
public final class Reading {

    private final Instant since;
    private final LongSupplier nanos;
    private final long begun;

    /**
     * Begins.
     *
     * @param since what the clock of the host shows
     * @param nanos goes on evenly, like {@link System#nanoTime}
     */
    public Reading(Instant since, LongSupplier nanos) {
        this.since = since;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** {@return a read that begins now} */
    public static Reading begin() {
        return new Reading(Instant.now(), System::nanoTime);
    }

    /** {@return when it began, to be shown} */
    public Instant since() {
        return since;
    }

    /** {@return how long it has lasted} */
    public Duration lasted() {
        return Duration.ofNanos(nanos.getAsLong() - begun);
    }
}
