// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.Set;

/**
 * Works out what the loss of a PHCI does.
 *
 * @param analysis how
 * @param handle tells which PHCIs are online
 */
record Effects(Analysis analysis, RcmHandle handle) {

    boolean isExact() {
        return analysis == Analysis.EXACT;
    }

    /** {@return what it does to a table; that of one which is not there is doubtful} */
    Effect of(TableState state, String phci) {
        return Effect.of(state, analysis, states(state), phci);
    }

    /** {@return what it does to clients that had a path there that they have it no more} */
    Effect ofGone(TableState state, Set<String> through) {
        return Effect.ofGone(state, states(state), through);
    }

    /** The C module asks about PHCIs themselves, and about no card. */
    private OnlinePhcis states(TableState state) {
        HandleStates states = new HandleStates(state.table(), handle);
        return isExact() ? states : phci -> states.ownState(phci) == RcmState.ONLINE;
    }
}
