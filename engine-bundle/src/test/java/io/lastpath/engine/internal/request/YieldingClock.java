// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still and gives way to other threads when it is asked, which is in the middle
 * of things: a gap in the lock is met more often.
 */
final class YieldingClock extends Clock {

    /** {@return true, after giving way to other threads} */
    static boolean yielding() {
        Thread.yield();
        return true;
    }

    @Override
    public Instant instant() {
        Thread.yield();
        return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
