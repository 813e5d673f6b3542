// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which PHCIs that were removed are there again: those that have left a whole tree and are shown by
 * the same adapter again, and those that were shown with disks when a person said that the tree is
 * right. The coordinator knows what was removed after that. Times are those of {@link
 * System#nanoTime}. Safe for use by several threads.
 */
final class Comebacks {

    /**
     * When a PHCI left the tree.
     *
     * @param adapter whose tree that was
     * @param seen when
     */
    private record Left(String adapter, long seen) {}

    /**
     * What tells that a PHCI is there again.
     *
     * @param phci the PHCI
     * @param left when it left the tree that shows it now; null if it did not
     * @param believed when a person said that the tree is right that showed it; null for nobody
     */
    record Sign(String phci, Left left, Long believed) {

        /**
         * Tells the coordinator that the PHCI is there again, if it is, and so are the disks that
         * hang by it.
         *
         * @param handle tells it
         * @param table shows the PHCI
         */
        void tell(RcmHandle handle, GroupTable table) {
            if (left != null) {
                tell(handle, table, left.seen());
            }
            if (believed != null) {
                tell(handle, table, believed);
            }
        }

        private void tell(RcmHandle handle, GroupTable table, long seen) {
            handle.seenAgain(phci, seen);
            Dependents.of(table, table.phciByResource(phci)).resources().stream()
                    .filter(handle::isRemoved)
                    .forEach(disk -> handle.seenAgain(disk, seen));
        }
    }

    private final Map<String, Left> gone = new ConcurrentHashMap<>();
    private final Map<String, Long> believed = new ConcurrentHashMap<>();

    /**
     * Takes everything that a table shows with disks for being there.
     *
     * @param table the table
     * @param asked when somebody said so
     */
    void believe(GroupTable table, long asked) {
        IntStream.range(0, table.phciCount())
                .mapToObj(table::phciResource)
                .filter(phci -> isShown(table, phci))
                .forEach(phci -> believed.put(phci, asked));
    }

    private static boolean isShown(GroupTable table, String phci) {
        int there = table.phciByResource(phci);
        return there >= 0 && table.groupCountOf(there) > 0;
    }

    /** {@return whether a PHCI is taken for being there, and nobody was told so yet} */
    boolean isBelieved(String phci) {
        return believed.containsKey(phci);
    }

    /** What was said of those that a later table does not show is of no account any more. */
    void show(GroupTable table) {
        believed.keySet().removeIf(phci -> !isShown(table, phci));
    }

    /** Notes that a PHCI which was removed has left the whole tree of an adapter. */
    void left(String phci, String adapter, long seen) {
        gone.put(phci, new Left(adapter, seen));
    }

    /** {@return what tells that a PHCI, which an adapter shows, is there again} */
    Sign of(String phci, String adapter) {
        Left left = gone.get(phci);
        boolean isBack = left != null && left.adapter().equals(adapter);
        return new Sign(phci, isBack ? left : null, believed.get(phci));
    }

    /** Forgets what was told, and nothing that was said meanwhile. */
    void forget(Sign told) {
        if (told.left() != null) {
            gone.remove(told.phci(), told.left());
        }
        if (told.believed() != null) {
            believed.remove(told.phci(), told.believed());
        }
    }
}
