// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashSet;
import java.util.Set;

/**
 * The places whose users were told that they are gone. A place comes back when somebody registers
 * for it again. After a restart everybody registers for all that can be seen; that alone brings
 * nothing back. Guarded by the lock of {@link Registrations}.
 */
final class Removals {

    private final Set<TreeKey> gone = new HashSet<>();
    private final Set<TreeKey> ofEarlierRun = new HashSet<>();

    void load(Set<TreeKey> removed) {
        gone.addAll(removed);
        ofEarlierRun.addAll(removed);
    }

    /** {@return whether that is new} */
    boolean add(TreeKey key) {
        ofEarlierRun.remove(key);
        return gone.add(key);
    }

    /** {@return whether a registration brought the place back} */
    boolean comesBack(TreeKey key) {
        return !ofEarlierRun.remove(key) && gone.remove(key);
    }

    boolean contains(TreeKey key) {
        return gone.contains(key);
    }

    Set<TreeKey> all() {
        return Set.copyOf(gone);
    }
}
