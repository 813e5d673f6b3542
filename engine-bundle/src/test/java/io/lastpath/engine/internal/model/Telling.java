// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.Set;

/** The three operations of section 6, with their states. */
enum Telling {
    ONLINE(States.ONLINING, States.ONLINE, Set.of(3, 5, 15, 16, 17)),
    REMOVE(States.REMOVING, States.REMOVED, Set.of(3, 5)),
    RESUME(States.RESUMING, States.ONLINE, Set.of(11, 13, 18, 19, 20));

    final int doing;
    final int done;

    /** States of an entry that may be ended so. */
    final Set<Integer> from;

    Telling(int doing, int done, Set<Integer> from) {
        this.doing = doing;
        this.done = done;
        this.from = from;
    }

    String op() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What undoes an entry in that state; a removal is told to its end. */
    static Telling undoing(int state) {
        if (state == States.REMOVING) {
            return REMOVE;
        }
        return States.OF_SUSPEND.contains(state) ? RESUME : ONLINE;
    }
}
