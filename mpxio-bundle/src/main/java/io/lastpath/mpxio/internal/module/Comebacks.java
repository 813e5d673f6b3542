// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which PHCIs that were removed are there again: those that an adapter has shown, then a whole tree
 * of its was without, and that it shows again; and those that were shown with disks when a person
 * said that the tree is right. The coordinator knows what was removed after that. Times are those
 * of {@link System#nanoTime}. Safe for use by several threads, but for {@link #show}.
 */
final class Comebacks {

    private static final int MOST_ADAPTERS = 16;

    /** What an adapter has shown so far, and its last whole tree. */
    private static final class Shown {
        private final Set<String> ever = new HashSet<>();
        private Set<String> last = new HashSet<>();
        private long read;
    }

    /**
     * When a PHCI was away.
     *
     * @param source the adapter whose tree was without it
     * @param seen when that was read
     */
    private record Left(long source, long seen) {}

    /**
     * What tells that a PHCI is there again.
     *
     * @param phci the PHCI
     * @param left when it was away from the tree that shows it now; null if it was not
     * @param believed when a person said that the tree is right that showed it; null for nobody
     */
    record Sign(String phci, Left left, Long believed) {

        /** {@return whether there is any} */
        boolean isAny() {
            return left != null || believed != null;
        }

        /** {@return whether a PHCI that is registered has to be registered once more} */
        boolean isNeeded(RcmHandle handle) {
            return believed != null || handle.isRemoved(phci);
        }

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

    /** The adapters that were read last: one that has left is not known to have. */
    private final Map<Long, Shown> bySource =
            new LinkedHashMap<>(2 * MOST_ADAPTERS, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Shown> eldest) {
                    return size() > MOST_ADAPTERS;
                }
            };

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

    /**
     * Looks at a later table. What was said of those that it does not show is of no account any
     * more. One thread at a time.
     *
     * @param state has the table
     */
    void show(TableState state) {
        GroupTable table = state.table();
        believed.keySet().removeIf(phci -> !isShown(table, phci));
        Set<String> there =
                IntStream.range(0, table.phciCount())
                        .mapToObj(table::phciResource)
                        .collect(Collectors.toSet());
        Shown shown = bySource.computeIfAbsent(state.source(), any -> new Shown());
        there.stream()
                .filter(phci -> shown.ever.contains(phci) && !shown.last.contains(phci))
                .forEach(phci -> gone.put(phci, new Left(state.source(), shown.read)));
        shown.ever.addAll(there);
        if (table.gaps().count() == 0 && !state.isStale()) {
            shown.last = there;
            shown.read = state.readNanos();
        } else {
            shown.last.addAll(there); // what it does not show may be in a gap
        }
    }

    /** {@return what tells that a PHCI, which an adapter shows, is there again} */
    Sign of(String phci, long source) {
        Left left = gone.get(phci);
        boolean isBack = left != null && left.source() == source;
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
