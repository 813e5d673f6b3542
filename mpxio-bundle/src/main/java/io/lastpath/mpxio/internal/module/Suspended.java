// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** The clients that a PHCI leads to that is only suspended: it has not gone, and resumes. */
final class Suspended {

    private static final Set<RcmState> STATES =
            EnumSet.of(
                    RcmState.SUSPEND_QUERYING,
                    RcmState.SUSPEND_QUERY,
                    RcmState.SUSPEND_QUERY_FAIL,
                    RcmState.SUSPENDING,
                    RcmState.SUSPENDED,
                    RcmState.SUSPEND_FAIL,
                    RcmState.RESUMING);

    private Suspended() {}

    /**
     * Finds them.
     *
     * @param table where they hang
     * @param clients device paths
     * @param handle tells which PHCIs are suspended
     * @return device paths of those with a usable path by one
     */
    static Set<String> among(GroupTable table, Set<String> clients, RcmHandle handle) {
        HandleStates states = new HandleStates(table, handle);
        Set<String> found = new HashSet<>();
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            IntStream.range(0, group.size())
                    .filter(client -> clients.contains(group.devicePath(client)))
                    .filter(client -> isLedTo(group, client, states))
                    .mapToObj(group::devicePath)
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isLedTo(Group group, int client, HandleStates states) {
        return IntStream.range(0, group.slots())
                .filter(slot -> group.isUsable(client, slot))
                .anyMatch(slot -> STATES.contains(states.state(group.phci(slot))));
    }
}
