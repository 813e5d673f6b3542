// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;

/** Finds the best of several path states: online, standby, fault, offline, unknown. */
public final class BestState {

    private BestState() {}

    /** {@return the best state of all paths through a PHCI; unknown without any} */
    public static PathState of(GroupTable table, int phci) {
        PathState best = PathState.UNKNOWN;
        for (int i = 0; i < table.groupCountOf(phci); i++) {
            best = better(best, of(table.group(table.groupOf(phci, i)), phci));
        }
        return best;
    }

    /** {@return the best state of a group's paths through a PHCI; unknown without any} */
    public static PathState of(Group group, int phci) {
        PathState best = PathState.UNKNOWN;
        for (int slot = 0; slot < group.slots(); slot++) {
            for (int client = 0; group.phci(slot) == phci && client < group.size(); client++) {
                best = better(best, group.state(client, slot));
            }
        }
        return best;
    }

    private static PathState better(PathState left, PathState right) {
        return rank(left) >= rank(right) ? left : right;
    }

    private static int rank(PathState state) {
        return switch (state) {
            case UNKNOWN -> 0;
            case OFFLINE -> 1;
            case FAULT -> 2;
            case STANDBY -> 3;
            case ONLINE -> 4;
        };
    }
}
