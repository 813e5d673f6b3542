// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
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

    /** {@return whether an outside request of an earlier run waits on exactly this place} */
    boolean isWaiting(TreeKey key) {
        return isWaiting(find(key, false)) || isWaiting(find(key, true));
    }

    /** {@return whether what is open on exactly this place was only taken along} */
    boolean isDependent(TreeKey key) {
        boolean isOpen = find(key, false) != null || find(key, true) != null;
        return isOpen && !isTaken(key);
    }

    private static boolean isWaiting(DrEntry entry) {
        return isTaken(entry) && entry.isPending();
    }

    /**
     * Tells whether there is something on a place that does not come back by itself: what an
     * outside request holds in the end. Dependents that only hold each other hold nothing.
     *
     * @param key the place
     * @param byEvents whether what an event took counts, which nobody has to end
     * @return whether there is
     */
    boolean isHeld(TreeKey key, boolean byEvents) {
        return isHeld(key, byEvents, new HashSet<>());
    }

    private boolean isHeld(TreeKey key, boolean byEvents, Set<DrEntry> seen) {
        return isHeld(find(key, false), byEvents, seen) || isHeld(find(key, true), byEvents, seen);
    }

    private boolean isHeld(DrEntry entry, boolean byEvents, Set<DrEntry> seen) {
        if (entry == null || !seen.add(entry)) {
            return false;
        }
        return !entry.isCascaded()
                || entry.holds().all().stream().anyMatch(one -> isHeldBy(one, byEvents, seen));
    }

    /** {@return whether an outside request is open that an entry was taken for} */
    boolean isRooted(Hold hold) {
        return !hold.ended() && hold.roots().stream().anyMatch(this::isTaken);
    }

    /**
     * {@return whether all that an entry was taken for and is open is of an earlier run, and nobody
     * has begun to redo or to undo it}
     */
    boolean isLeftToWait(Hold hold) {
        return isRooted(hold) && hold.roots().stream().allMatch(this::isLeftToWait);
    }

    private boolean isLeftToWait(TreeKey root) {
        return Stream.of(find(root, false), find(root, true))
                .filter(Slots::isTaken)
                .allMatch(DrEntry::isUntouched);
    }

    private boolean isHeldBy(Hold hold, boolean byEvents, Set<DrEntry> seen) {
        return (hold.roots().isEmpty() && byEvents)
                || isRooted(hold)
                || hold.through().stream().anyMatch(place -> isHeld(place, byEvents, seen));
    }

    /**
     * Finds who keeps away what a dependent was taken through.
     *
     * @param ended a hold whose request is over
     * @return their holds on the dependent, by slot; where one is over as well, its heirs
     */
    Stream<Hold> heirs(Hold ended) {
        return heirs(ended, ended.through(), new HashSet<>());
    }

    private Stream<Hold> heirs(Hold ended, Set<TreeKey> places, Set<DrEntry> seen) {
        return places.stream()
                .flatMap(place -> Stream.of(false, true).map(marked -> find(place, marked)))
                .filter(Objects::nonNull)
                .sorted(SLOT_ORDER)
                .filter(seen::add)
                .flatMap(entry -> heirs(ended, entry, seen));
    }

    private Stream<Hold> heirs(Hold ended, DrEntry entry, Set<DrEntry> seen) {
        return entry.isCascaded()
                ? entry.holds().all().stream().flatMap(one -> heirs(ended, entry, one, seen))
                : Stream.of(heldFor(entry, entry.owner(), ended));
    }

    private Stream<Hold> heirs(Hold ended, DrEntry entry, Hold one, Set<DrEntry> seen) {
        if (one.roots().isEmpty()) {
            return Stream.of(heldFor(entry, one.owner(), ended));
        }
        return isRooted(one)
                ? Stream.of(one.through(ended.through()))
                : heirs(ended, one.through(), seen);
    }

    private static Hold heldFor(DrEntry entry, Owner owner, Hold ended) {
        return new Hold(ended.number(), owner, Set.of(entry.key()), ended.through());
    }

    private static boolean isTaken(DrEntry entry) {
        return entry != null && !entry.isCascaded();
    }

    /** {@return the outside requests that are open and hold an entry; none where it is one} */
    Stream<DrEntry> outside(DrEntry entry) {
        return entry.holds().all().stream()
                .filter(hold -> !hold.ended())
                .flatMap(hold -> hold.roots().stream())
                .flatMap(root -> Stream.of(false, true).map(marked -> find(root, marked)))
                .filter(Slots::isTaken)
                .distinct();
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
