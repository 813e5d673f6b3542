// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Verdict;

/**
 * Somebody who uses a client. Immutable.
 *
 * @param severity how grave its loss is
 * @param text who it is and what it says
 * @param answered whether it could tell
 */
public record User(Verdict severity, String text, boolean answered) {

    /** Whoever does not say how grave its loss is counts as critical; an error as unknown. */
    static User of(InfoTuple tuple) {
        boolean answered = tuple.error().isEmpty();
        String who = (tuple.module() + " " + tuple.resource()).strip();
        String what = tuple.info().isEmpty() ? who : who + ": " + tuple.info();
        return new User(
                answered ? tuple.severity(Verdict.DATA_CRITICAL) : Verdict.UNKNOWN,
                answered ? what : what + ", did not answer: " + tuple.error(),
                answered);
    }

    @Override
    public String toString() {
        return severity + " " + text;
    }
}
