// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;
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
 * said that the tree is right. Each is told only while the adapter is in use that showed it. The
 * coordinator knows what was removed after that, or before it was in use: that may have been on
 * another host. Times are those of {@link System#nanoTime}. Safe for use by several threads, but
 * for {@link #show}.
 */
final class Comebacks {

    private static final int MOST_ADAPTERS = 16;

    /** What an adapter has shown so far, and its last whole tree. */
    private static final class Shown {
        private final Set<String> ever = new HashSet<>();
        private Set<String> last = new HashSet<>();
        private long read;
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

    private final Map<String, Seen> gone = new ConcurrentHashMap<>();
    private final Map<String, Seen> believed = new ConcurrentHashMap<>();

    /**
     * Takes everything that a table shows with disks for being there, on the host that it shows.
     *
     * @param state has the table
     * @param asked when somebody said so
     */
    void believe(TableState state, long asked) {
        GroupTable table = state.table();
        Seen said = new Seen(state.source(), state.reign().believedSince(), asked);
        IntStream.range(0, table.phciCount())
                .mapToObj(table::phciResource)
                .filter(phci -> isShown(table, phci))
                .forEach(phci -> believed.put(phci, said));
    }

    private static boolean isShown(GroupTable table, String phci) {
        int there = table.phciByResource(phci);
        return there >= 0 && table.groupCountOf(there) > 0;
    }

    /**
     * Looks at a later table. What was said of those that the same adapter does not show any more
     * is of no account. One thread at a time.
     *
     * @param state has the table
     */
    void show(TableState state) {
        GroupTable table = state.table();
        believed.entrySet()
                .removeIf(
                        said ->
                                said.getValue().source() == state.source()
                                        && !isShown(table, said.getKey()));
        Set<String> there =
                IntStream.range(0, table.phciCount())
                        .mapToObj(table::phciResource)
                        .collect(Collectors.toSet());
        Shown shown = bySource.computeIfAbsent(state.source(), any -> new Shown());
        there.stream()
                .filter(phci -> shown.ever.contains(phci) && !shown.last.contains(phci))
                .forEach(phci -> gone.put(phci, left(state, shown.read)));
        shown.ever.addAll(there);
        if (table.gaps().count() == 0 && !state.isStale()) {
            shown.last = there;
            shown.read = state.readNanos();
        } else {
            shown.last.addAll(there); // what it does not show may be in a gap
        }
    }

    private static Seen left(TableState state, long read) {
        return new Seen(state.source(), state.reign().since(), read);
    }

    /** {@return what tells that a PHCI, which an adapter shows, is there again} */
    Sign of(String phci, long source) {
        return new Sign(phci, by(source, gone.get(phci)), by(source, believed.get(phci)));
    }

    private static Seen by(long source, Seen seen) {
        return seen != null && seen.source() == source ? seen : null;
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
