// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The places that are gone. One comes back when all who were told so have registered for it again.
 * The first registration of a module for what it was not told of brings nothing back: after a
 * restart everybody registers for all that can be seen. Nor does any for what is shown below a
 * place for which nobody was registered, since that may be shown too late. What it is below comes
 * back only with who says that he has seen it again: some register for all that they know again and
 * again. Guarded by the lock of {@link Registrations}.
 */
final class Removals {

    /** So many places are remembered for which nobody was registered. */
    static final int MOST_OF_NOBODY = 1_000;

    private final Set<TreeKey> gone = new LinkedHashSet<>();

    /** The modules that have registered for each since, though they were not told. */
    private final Map<TreeKey, Set<String>> known = new HashMap<>();

    /** The modules that were told of each and have not registered for it since. */
    private final Map<TreeKey, Set<String>> told = new HashMap<>();

    /** Nobody was registered for them when they went. */
    private final Set<TreeKey> nobodys = new HashSet<>();

    /** What was first registered for below one of those, and has gone with it. */
    private final Set<TreeKey> late = new HashSet<>();

    /** Takes over what an earlier run knew, in the place of all that was known before. */
    void load(List<Removed> removed) {
        List.copyOf(gone).forEach(this::forget);
        for (Removed one : removed) {
            addUnknown(one.key());
            if (one.isNobodys()) {
                nobodys.add(one.key());
            }
        }
    }

    private void addUnknown(TreeKey key) {
        gone.add(key);
        known.put(key, new HashSet<>());
        told.put(key, new HashSet<>());
    }

    /**
     * Notes a place whose users were told that it is gone.
     *
     * @param key the place
     * @param modules that were told
     * @return whether that is new
     */
    boolean add(TreeKey key, Set<String> modules) {
        boolean isNew = !gone.contains(key) || nobodys.contains(key);
        if (!gone.contains(key)) {
            addUnknown(key);
        }
        late.remove(key);
        nobodys.remove(key);
        told.get(key).addAll(modules);
        return isNew;
    }

    /** {@return whether there is room for one more place for which nobody is registered} */
    boolean hasRoom() {
        return nobodys.size() < MOST_OF_NOBODY;
    }

    /**
     * Notes a place that is gone and for which nobody is registered.
     *
     * @return whether that is new
     */
    boolean addNobodys(TreeKey key) {
        if (gone.contains(key)) {
            return false;
        }
        addUnknown(key);
        return nobodys.add(key);
    }

    /**
     * Notes a registration.
     *
     * @param key the place
     * @param module whose registration it is
     * @return whether that changed what is gone
     */
    boolean registered(TreeKey key, String module) {
        if (!gone.contains(key)) {
            return comesLate(key);
        }
        if (late.contains(key)) {
            return false;
        }
        Set<String> awaited = told.get(key);
        boolean isFirst = !awaited.remove(module) && known.get(key).add(module);
        if (isFirst || !awaited.isEmpty()) {
            return false;
        }
        end(key);
        return true;
    }

    /** Notes that a module has left: the next one of its name knows of nothing. */
    void left(String module) {
        known.values().forEach(modules -> modules.remove(module));
        told.values().forEach(modules -> modules.remove(module));
    }

    private boolean comesLate(TreeKey key) {
        if (nobodys.isEmpty() || key.above().stream().noneMatch(nobodys::contains)) {
            return false;
        }
        addUnknown(key);
        return late.add(key);
    }

    /**
     * Notes that a module has seen a place go and come back, or was told by a person that it is
     * there. It brings along what it is below and nobody can register for again.
     *
     * @return whether that changed what is gone
     */
    boolean seenAgain(TreeKey key) {
        if (!gone.contains(key)) {
            return false;
        }
        end(key);
        for (TreeKey above : key.above()) {
            if (nobodys.contains(above)) {
                end(above);
            } else if (gone.contains(above)) {
                break; // whoever was told that this is gone has not seen it again
            }
        }
        return true;
    }

    /** What went with it only since it came late is there again as well. */
    private void end(TreeKey key) {
        if (nobodys.contains(key)) {
            late.stream().filter(one -> one.isBelow(key)).toList().forEach(this::forget);
        }
        forget(key);
    }

    private void forget(TreeKey key) {
        gone.remove(key);
        known.remove(key);
        told.remove(key);
        nobodys.remove(key);
        late.remove(key);
    }

    /**
     * Notes that somebody said of a place that it is back: so is all there and below of whose
     * removal nobody was told.
     *
     * @return whether that changed what is gone
     */
    boolean online(TreeKey place) {
        List<TreeKey> back =
                Stream.concat(nobodys.stream(), late.stream())
                        .filter(one -> one.equals(place) || one.isBelow(place))
                        .toList();
        back.forEach(this::end);
        return !back.isEmpty();
    }

    boolean contains(TreeKey key) {
        return gone.contains(key);
    }

    /** {@return all of them, in the order in which they went} */
    List<Removed> all() {
        return gone.stream().map(key -> new Removed(key, nobodys.contains(key))).toList();
    }
}
