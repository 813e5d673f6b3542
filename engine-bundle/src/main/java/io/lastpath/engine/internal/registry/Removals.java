// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The places whose users were told that they are gone. A place comes back when somebody registers
 * for it again. After a restart everybody registers for all that can be seen; that alone brings
 * nothing back. Guarded by the lock of {@link Registrations}.
 */
final class Removals {

    private final Set<TreeKey> gone = new LinkedHashSet<>();
    private final Map<TreeKey, Set<String>> ofEarlierRun = new HashMap<>();

    /** Takes over what an earlier run knew, in the place of all that was known before. */
    void load(List<TreeKey> removed) {
        gone.clear();
        ofEarlierRun.clear();
        gone.addAll(removed);
        removed.forEach(key -> ofEarlierRun.put(key, new HashSet<>()));
    }

    /** {@return whether that is new} */
    boolean add(TreeKey key) {
        ofEarlierRun.remove(key);
        return gone.add(key);
    }

    /**
     * Notes a registration.
     *
     * @param key the place
     * @param module whose registration it is; its first one after a restart brings nothing back
     * @return whether it brought the place back
     */
    boolean comesBack(TreeKey key, String module) {
        Set<String> registered = ofEarlierRun.get(key);
        if (registered != null && registered.add(module)) {
            return false;
        }
        ofEarlierRun.remove(key);
        return gone.remove(key);
    }

    boolean contains(TreeKey key) {
        return gone.contains(key);
    }

    /** {@return all of them, in the order in which they went} */
    List<TreeKey> all() {
        return List.copyOf(gone);
    }
}
