// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.OnlinePhcis;

/** Asks each time, and remembers which PHCIs turned out to be online. For one thread. */
final class KnownPhcis implements OnlinePhcis {

    private static final byte ONLINE = 1;
    private static final byte DOWN = -1;

    private final OnlinePhcis asked;
    private final byte[] answers;

    KnownPhcis(OnlinePhcis asked, int phciCount) {
        this.asked = asked;
        this.answers = new byte[phciCount];
    }

    @Override
    public boolean isOnline(int phci) {
        boolean online = asked.isOnline(phci);
        answers[phci] = online ? ONLINE : DOWN;
        return online;
    }

    /** {@return whether it was online when asked; false where nobody asked} */
    boolean isKnownOnline(int phci) {
        return answers[phci] == ONLINE;
    }

    /** {@return whether it was online when asked; true where nobody asked} */
    boolean mayBeOnline(int phci) {
        return answers[phci] != DOWN;
    }
}
