// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.Verdict;

/**
 * A use, and what becomes of it. Immutable.
 *
 * @param stake the use
 * @param fate what becomes of it
 */
record Judged(Stake stake, Fate fate) {

    private static final String SURVIVES = ", which lives on without redundancy or with less";

    /** {@return how grave that is} */
    Verdict severity() {
        return switch (fate) {
            case KEPT -> Verdict.SAFE;
            case WEAKENED -> Verdict.DEGRADED;
            case LOST -> stake.use().severity();
        };
    }

    /** {@return who it is and what becomes of it} */
    String text() {
        return fate == Fate.WEAKENED ? stake.text() + SURVIVES : stake.text();
    }
}
