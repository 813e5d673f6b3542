// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import io.lastpath.rcm.Initiator;

/** Knows whether initiators are still there. Safe for use by several threads. */
public interface Presence {

    /** Everybody is always there. */
    Presence ALWAYS =
            new Presence() {
                @Override
                public long mark(Initiator initiator) {
                    return 0;
                }

                @Override
                public boolean isPresent(Initiator initiator, long mark) {
                    return true;
                }
            };

    /**
     * Makes a mark of an initiator that asks now.
     *
     * @param initiator the initiator
     * @return tells its process from a later one with the same number, in this run and in later
     *     ones; 0 where it is none, or the host does not say
     */
    long mark(Initiator initiator);

    /** Notes that an initiator waits for the answer to a request: until then it is there. */
    default void asks(Initiator initiator) {}

    /** Notes that the request is over. */
    default void answered(Initiator initiator) {}

    /**
     * Tells whether an initiator is there.
     *
     * @param initiator the initiator
     * @param mark as {@link #mark} gave it
     * @return false only where it is certain that it has gone
     */
    boolean isPresent(Initiator initiator, long mark);
}
