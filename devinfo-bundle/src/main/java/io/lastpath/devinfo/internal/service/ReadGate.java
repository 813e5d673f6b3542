// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.internal.snapshot.Reading;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets one read at a time into the library, and knows how long it has been there. A read that hangs
 * in C cannot be ended from outside: others are refused until it comes back, and the library is not
 * unloaded before. Safe for use by several threads.
 */
final class ReadGate {

    /** Why reads are refused after the end. */
    private static final String CLOSED = "the libdevinfo adapter stops";

    /**
     * What came of a read.
     *
     * @param took how long it took
     * @param missed whether somebody gave it up, or was refused meanwhile
     * @param last whether nobody reads any more
     */
    record Outcome(Duration took, boolean missed, boolean last) {}

    private final Supplier<Reading> begin;
    private Reading reading;
    private boolean missed;
    private boolean closed;

    ReadGate() {
        this(Reading::begin);
    }

    /** With clocks of a test's own. */
    ReadGate(Supplier<Reading> begin) {
        this.begin = begin;
    }

    /**
     * Begins a read.
     *
     * @throws DeviceTreeException if one is under way or the gate is closed
     */
    synchronized void enter() throws DeviceTreeException {
        if (closed) {
            throw new DeviceTreeException(CLOSED);
        }
        if (reading != null) {
            missed = true;
            throw new DeviceTreeException(
                    "the read of libdevinfo that began at "
                            + reading.since()
                            + ", "
                            + reading.lasted().toSeconds()
                            + " s ago, has not come back; no other one begins before");
        }
        reading = begin.get();
    }

    /** Ends the read; called on its thread. */
    synchronized Outcome leave() {
        Outcome outcome =
                new Outcome(
                        reading.lasted(), missed || Thread.currentThread().isInterrupted(), closed);
        reading = null;
        missed = false;
        return outcome;
    }

    /**
     * Lets nobody in any more.
     *
     * @return whether nobody is in; false if it was closed before
     */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first && reading == null;
    }

    /** {@return whether a read is under way} */
    synchronized boolean isReading() {
        return reading != null;
    }
}
