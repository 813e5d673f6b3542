// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

/**
 * When a place was removed, which may have been several times, on several hosts. Times are compared
 * by their difference, as those of {@link System#nanoTime} have to be. Immutable.
 *
 * @param first when for the first time
 * @param last when for the last time
 */
record RemovalTimes(long first, long last) {

    private static final long LONG_AGO = Long.MAX_VALUE / 2;

    static RemovalTimes of(long now) {
        return new RemovalTimes(now, now);
    }

    /**
     * {@return those of an earlier run, which nobody knows: before anything that was seen since,
     * and not over before this run heard of it}
     */
    static RemovalTimes ofEarlierRun(long now) {
        return new RemovalTimes(now - LONG_AGO, now);
    }

    /** {@return these with a later one} */
    RemovalTimes and(RemovalTimes later) {
        return new RemovalTimes(first, later.last);
    }

    /** {@return whether all of them are within some time} */
    boolean areWithin(long since, long until) {
        return first - since >= 0 && last - until <= 0;
    }
}
