// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The places that are gone. Where one was removed as a whole, all below it is gone with it,
 * whatever comes up there and whoever registers for it: what shows it may be behind. No
 * registration brings anything back, since many register for all that they know, again and again.
 * Guarded by the lock of {@link Registrations}.
 */
final class Removals {

    /** So many places are remembered that were removed as a whole. */
    static final int MOST_WHOLE = 1_000;

    private final Set<TreeKey> gone = new LinkedHashSet<>();
    private final Set<TreeKey> whole = new HashSet<>();

    /** Takes over what an earlier run knew, in the place of all that was known before. */
    void load(List<Removed> removed) {
        gone.clear();
        whole.clear();
        for (Removed one : removed) {
            gone.add(one.key());
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
        return gone.add(key);
    }

    /** {@return whether there is room for one more place that is gone as a whole} */
    boolean hasRoom() {
        return whole.size() < MOST_WHOLE;
    }

    /**
     * Notes a place that is gone with all that is below it.
     *
     * @return whether that is new
     */
    boolean addWhole(TreeKey key) {
        gone.add(key);
        return whole.add(key);
    }

    /** {@return whether a place is noted as gone with all that is below it} */
    boolean isWhole(TreeKey key) {
        return whole.contains(key);
    }

    /**
     * Notes that a place is there again, and with it what it is below.
     *
     * @return whether that changed what is gone
     */
    boolean isBack(TreeKey key) {
        boolean changed = forget(key);
        for (TreeKey above : gone.isEmpty() ? List.<TreeKey>of() : key.above()) {
            changed |= forget(above);
        }
        return changed;
    }

    private boolean forget(TreeKey key) {
        whole.remove(key);
        return gone.remove(key);
    }

    /** {@return whether a place is gone, by itself or with what it is below} */
    boolean contains(TreeKey key) {
        return gone.contains(key)
                || (!whole.isEmpty() && key.above().stream().anyMatch(whole::contains));
    }

    /** {@return those that are below another, in the order in which they went} */
    List<TreeKey> below(TreeKey place) {
        return gone.stream().filter(one -> one.isBelow(place)).toList();
    }

    /** {@return all of them, in the order in which they went} */
    List<Removed> all() {
        return gone.stream().map(key -> new Removed(key, whole.contains(key))).toList();
    }
}
