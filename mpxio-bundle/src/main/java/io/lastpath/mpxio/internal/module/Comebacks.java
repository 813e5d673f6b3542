// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which PHCIs that were removed are there again: those that have left a whole tree and are shown by
 * the same adapter again, and those that were shown when a person said that the tree is right. Safe
 * for use by several threads.
 */
final class Comebacks {

    /** PHCIs that were removed and have left the tree since, with the adapter that showed so. */
    private final Map<String, String> gone = new ConcurrentHashMap<>();

    private final Set<String> believed = ConcurrentHashMap.newKeySet();

    /** Takes everything that a table shows with disks for being there. */
    void believe(GroupTable table) {
        IntStream.range(0, table.phciCount())
                .mapToObj(table::phciResource)
                .filter(phci -> isShown(table, phci))
                .forEach(believed::add);
    }

    private static boolean isShown(GroupTable table, String phci) {
        int there = table.phciByResource(phci);
        return there >= 0 && table.groupCountOf(there) > 0;
    }

    /** {@return whether a PHCI is taken for being there, and nobody was told so yet} */
    boolean isBelieved(String phci) {
        return believed.contains(phci);
    }

    /** What was said of those that a later table does not show is of no account any more. */
    void show(GroupTable table) {
        believed.removeIf(phci -> !isShown(table, phci));
    }

    /** Nor is what was said of a PHCI before it was removed. */
    void removed(String phci) {
        believed.remove(phci);
        gone.remove(phci);
    }

    /** Notes that a PHCI which was removed has left the whole tree of an adapter. */
    void left(String phci, String adapter) {
        gone.put(phci, adapter);
    }

    /**
     * Tells the coordinator that a PHCI is there again, if it is, and so are the disks that hang by
     * it.
     *
     * @param handle tells it
     * @param phci the PHCI, which is shown
     * @param state has the table that shows it
     */
    void tell(RcmHandle handle, String phci, TableState state) {
        boolean isBack = gone.remove(phci, state.adapter());
        if (believed.remove(phci) || isBack) {
            handle.seenAgain(phci);
            GroupTable table = state.table();
            Dependents.of(table, table.phciByResource(phci)).resources().stream()
                    .filter(handle::isRemoved)
                    .forEach(handle::seenAgain);
        }
    }
}
