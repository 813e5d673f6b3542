// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import static io.lastpath.rcm.RcmState.OFFLINE;
import static io.lastpath.rcm.RcmState.OFFLINE_FAIL;
import static io.lastpath.rcm.RcmState.OFFLINE_QUERYING;
import static io.lastpath.rcm.RcmState.OFFLINING;
import static io.lastpath.rcm.RcmState.ONLINING;
import static io.lastpath.rcm.RcmState.REMOVING;
import static io.lastpath.rcm.RcmState.RESUMING;
import static io.lastpath.rcm.RcmState.SUSPENDED;
import static io.lastpath.rcm.RcmState.SUSPENDING;
import static io.lastpath.rcm.RcmState.SUSPEND_FAIL;
import static io.lastpath.rcm.RcmState.SUSPEND_QUERYING;

import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.Set;

/** What can be done next to a DR request, and from which of its states. */
public enum Step {
    QUERY_OFFLINE(OFFLINE_QUERYING, OFFLINE_FAIL, OFFLINE, OFFLINE_QUERYING),
    DO_OFFLINE(OFFLINING, OFFLINE_FAIL, OFFLINE, OFFLINE_QUERYING),
    DO_ONLINE(ONLINING, OFFLINE_FAIL, OFFLINE, OFFLINE_QUERYING),
    DO_REMOVE(REMOVING, OFFLINE_FAIL, OFFLINE),
    QUERY_SUSPEND(SUSPEND_QUERYING, SUSPEND_FAIL, SUSPENDED, SUSPEND_QUERYING),
    DO_SUSPEND(SUSPENDING, SUSPEND_FAIL, SUSPENDED, SUSPEND_QUERYING),
    DO_RESUME(RESUMING, SUSPEND_FAIL, SUSPENDED, SUSPEND_QUERYING);

    private final RcmState target;
    private final Set<RcmState> allowed;

    Step(RcmState target, RcmState... allowed) {
        this.target = target;
        this.allowed = EnumSet.of(allowed[0], allowed);
    }

    RcmState target() {
        return target;
    }

    boolean isAllowedFrom(RcmState state) {
        return allowed.contains(state);
    }

    /** {@return whether somebody in this state has done all that this step asks about} */
    boolean isDone(RcmState state) {
        return (this == QUERY_OFFLINE && state == OFFLINE)
                || (this == QUERY_SUSPEND && state == SUSPENDED);
    }

    /** {@return whether this step ends the request and gives the resource back} */
    boolean isEnding() {
        return this == DO_ONLINE || this == DO_REMOVE || this == DO_RESUME;
    }
}
