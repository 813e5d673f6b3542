// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

/**
 * Counts, so that nobody has to walk the tree for a number. Guarded by the lock of {@link
 * Registrations}.
 */
final class Census {

    /** Below this many it is not worth the walk. */
    private static final int FEW = 1_000;

    private int resources;
    private int live;
    private int removed;

    void resources(int change) {
        resources += change;
    }

    int resources() {
        return resources;
    }

    void registrants(int cameAlive, int cameRemoved) {
        live += cameAlive;
        removed += cameRemoved;
    }

    /** {@return whether what is removed takes more room than what is alive} */
    boolean isSweepDue() {
        return removed > FEW && removed > live;
    }
}
