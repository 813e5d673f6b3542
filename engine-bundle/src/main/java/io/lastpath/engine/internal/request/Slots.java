// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The places of the table, found by name as well: a cascade may hold thousands of them. Slots freed
 * are filled again from the front. Guarded by the table's lock.
 */
final class Slots {

    private static final Comparator<DrEntry> SLOT_ORDER = Comparator.comparingInt(DrEntry::slot);

    private final NavigableMap<Integer, DrEntry> slots = new TreeMap<>();
    private final NavigableMap<Integer, DrEntry> dependents = new TreeMap<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private final NavigableMap<String, DrEntry> plain = new TreeMap<>();
    private final NavigableMap<String, DrEntry> marked = new TreeMap<>();

    void insert(DrEntry entry) {
        Integer gap = free.pollFirst();
        int slot = gap == null ? slots.size() : gap;
        entry.slot(slot);
        put(entry);
    }

    private void put(DrEntry entry) {
        slots.put(entry.slot(), entry);
        names(entry.isFilesys()).put(entry.key().path(), entry);
        if (entry.isCascaded()) {
            dependents.put(entry.slot(), entry);
        }
    }

    /** Puts an entry of an earlier run back into its slot. */
    void restore(DrEntry entry) {
        for (int gap = slots.isEmpty() ? 0 : slots.lastKey() + 1; gap < entry.slot(); gap++) {
            free.add(gap);
        }
        free.remove(entry.slot());
        put(entry);
    }

    boolean remove(DrEntry entry) {
        if (!slots.remove(entry.slot(), entry)) {
            return false;
        }
        free.add(entry.slot());
        dependents.remove(entry.slot());
        names(entry.isFilesys()).remove(entry.key().path());
        return true;
    }

    DrEntry find(TreeKey key, boolean filesys) {
        return names(filesys).get(key.path());
    }

    /** {@return whether an outside request is open on exactly this place} */
    boolean isTaken(TreeKey key) {
        return isTaken(find(key, false)) || isTaken(find(key, true));
    }

    /** {@return whether there is an entry on exactly this place} */
    boolean isHeld(TreeKey key) {
        return find(key, false) != null || find(key, true) != null;
    }

    private static boolean isTaken(DrEntry entry) {
        return entry != null && !entry.isCascaded();
    }

    /** {@return all entries in slot order} */
    Stream<DrEntry> all() {
        return slots.values().stream();
    }

    /** {@return the entries that were taken along with others, in slot order} */
    Stream<DrEntry> dependents() {
        return dependents.values().stream();
    }

    /** {@return the entries on a place and above it, in slot order} */
    List<DrEntry> atOrAbove(TreeKey key) {
        List<DrEntry> found = new ArrayList<>();
        String path = key.path();
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            for (boolean filesys : new boolean[] {false, true}) {
                DrEntry entry = names(filesys).get(path.substring(0, end));
                if (entry != null) {
                    found.add(entry);
                }
            }
        }
        found.sort(SLOT_ORDER);
        return found;
    }

    /** {@return the entries below a place, in slot order} */
    List<DrEntry> below(TreeKey key) {
        List<DrEntry> found = new ArrayList<>();
        for (boolean filesys : new boolean[] {false, true}) {
            // The character after the slash ends what starts with the path and a slash.
            found.addAll(names(filesys).subMap(key.path() + '/', key.path() + '0').values());
        }
        found.sort(SLOT_ORDER);
        return found;
    }

    private NavigableMap<String, DrEntry> names(boolean filesys) {
        return filesys ? marked : plain;
    }
}
