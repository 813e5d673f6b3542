// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;

/**
 * Asks the coordinator each time.
 *
 * @param table has the PHCIs
 * @param handle to ask with
 */
public record HandleStates(GroupTable table, RcmHandle handle) implements OnlinePhcis {

    @Override
    public boolean isOnline(int phci) {
        return state(phci) == RcmState.ONLINE;
    }

    /** {@return the state of a PHCI's resource; unknown where the question failed} */
    public RcmState state(int phci) {
        try {
            String resource = table.phciResource(phci);
            RcmState state = handle.getResourceState(resource);
            // RCM calls what is gone online; whoever pulled it knows better than a tree that still
            // shows it.
            return state == RcmState.ONLINE && handle.isRemoved(resource) ? RcmState.REMOVE : state;
        } catch (RcmException e) {
            return RcmState.UNKNOWN; // never taken for online
        }
    }
}
