// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the coordinator each time about a PHCI, and once about what it is below: one that has come
 * up on a card that is out has no DR request of its own. For one thread.
 */
public final class HandleStates implements OnlinePhcis {

    private final GroupTable table;
    private final RcmHandle handle;
    private final Map<String, RcmState> above = new HashMap<>();

    /**
     * Has asked nothing.
     *
     * @param table has the PHCIs
     * @param handle to ask with
     */
    public HandleStates(GroupTable table, RcmHandle handle) {
        this.table = table;
        this.handle = handle;
    }

    @Override
    public boolean isOnline(int phci) {
        return state(phci) == RcmState.ONLINE;
    }

    /**
     * {@return the state of a PHCI's resource, or if that is online of the nearest one above that
     * is not; unknown where the question failed}
     */
    public RcmState state(int phci) {
        RcmState own = ownState(phci);
        return own == RcmState.ONLINE ? above(table.phciResource(phci)) : own;
    }

    /** {@return the state of a PHCI's resource itself; unknown where the question failed} */
    public RcmState ownState(int phci) {
        return state(table.phciResource(phci));
    }

    /** The root of the tree is no card, and is not asked about. */
    private RcmState above(String resource) {
        int end = resource.lastIndexOf('/');
        if (end <= 0 || resource.indexOf('/', 1) == end) {
            return RcmState.ONLINE;
        }
        String parent = resource.substring(0, end);
        RcmState known = above.get(parent);
        if (known == null) {
            RcmState own = state(parent);
            known = own == RcmState.ONLINE ? above(parent) : own;
            above.put(parent, known);
        }
        return known;
    }

    private RcmState state(String resource) {
        try {
            RcmState state = handle.getResourceState(resource);
            // RCM calls what is gone online; whoever pulled it knows better than a tree that still
            // shows it.
            return state == RcmState.ONLINE && handle.isRemoved(resource) ? RcmState.REMOVE : state;
        } catch (RcmException e) {
            return RcmState.UNKNOWN; // never taken for online
        }
    }
}
