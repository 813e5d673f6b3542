// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The places that are gone. Where one was removed as a whole, all below it is gone with it,
 * whatever comes up there and whoever registers for it: what shows it may be behind. No
 * registration brings anything back, since many register for all that they know, again and again;
 * nor does a sign that was seen before the removal, or that is not about what was removed so long
 * ago. Guarded by the lock of {@link Registrations}.
 */
final class Removals {

    /** So many places are remembered that were removed as a whole. */
    static final int MOST_WHOLE = 10_000;

    private final LongSupplier nanos;

    /** When each was removed, in the order in which they went first. */
    private final Map<TreeKey, RemovalTimes> gone = new LinkedHashMap<>();

    private final NavigableMap<String, TreeKey> paths = new TreeMap<>();
    private final Set<TreeKey> whole = new HashSet<>();

    /**
     * None.
     *
     * @param nanos a clock that never runs back, in nanoseconds
     */
    Removals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes over what an earlier run knew, in the place of all that was known before. */
    void load(List<Removed> removed) {
        List.copyOf(gone.keySet()).forEach(this::forget);
        for (Removed one : removed) {
            add(one.key(), RemovalTimes.ofEarlierRun(nanos.getAsLong()));
            if (one.isWhole()) {
                whole.add(one.key());
            }
        }
    }

    /**
     * Notes a place of which somebody was told that it is gone.
     *
     * @return whether that is new
     */
    boolean add(TreeKey key) {
        return add(key, RemovalTimes.of(nanos.getAsLong()));
    }

    private boolean add(TreeKey key, RemovalTimes times) {
        paths.put(key.path(), key);
        RemovalTimes before = gone.get(key);
        gone.put(key, before == null ? times : before.and(times));
        return before == null;
    }

    /**
     * Notes a place that is gone with all that is below it.
     *
     * @return whether that is new
     */
    boolean addWhole(TreeKey key) {
        add(key);
        return whole.add(key);
    }

    /** {@return whether there is room for a place that is gone with all that is below it} */
    boolean hasRoom(TreeKey key) {
        return whole.size() < MOST_WHOLE || whole.contains(key);
    }

    /** {@return whether a place is gone by itself} */
    boolean isNoted(TreeKey key) {
        return gone.containsKey(key);
    }

    /**
     * Notes that a place is there again, and with it what it is below.
     *
     * @param key the place
     * @param since what was removed before is not meant
     * @param seen when that was seen: what was removed later is not meant
     * @return whether that changed what is gone
     */
    boolean isBack(TreeKey key, long since, long seen) {
        boolean changed = forget(key, since, seen);
        for (TreeKey above : gone.isEmpty() ? List.<TreeKey>of() : key.above()) {
            changed |= forget(above, since, seen);
        }
        return changed;
    }

    private boolean forget(TreeKey key, long since, long seen) {
        RemovalTimes removed = gone.get(key);
        boolean isMeant = removed != null && removed.areWithin(since, seen);
        if (isMeant) {
            forget(key);
        }
        return isMeant;
    }

    private void forget(TreeKey key) {
        gone.remove(key);
        whole.remove(key);
        paths.remove(key.path());
    }

    /** {@return whether a place is gone, by itself or with what it is below} */
    boolean contains(TreeKey key) {
        return gone.containsKey(key)
                || (!whole.isEmpty() && key.above().stream().anyMatch(whole::contains));
    }

    /** {@return those that are below another, in the order of their names} */
    List<TreeKey> below(TreeKey place) {
        String first = place.path() + '/';
        String end = place.path() + (char) ('/' + 1);
        return List.copyOf(paths.subMap(first, end).values());
    }

    /** {@return all of them, in the order in which they went} */
    List<Removed> all() {
        return gone.keySet().stream().map(key -> new Removed(key, whole.contains(key))).toList();
    }
}
