// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.NodePath;

/**
 * The device paths of the PHCIs of one snapshot, each read once: few PHCIs carry many paths. A
 * table of addresses with open addressing, since a map would make an object for each question. For
 * one thread.
 */
final class PhciNames {

    /** What stands in the place of a PHCI's name until somebody says which path it is of. */
    private static final String SOMEWHERE = "a PHCI";

    private final NativeCalls calls;
    private long[] addresses = new long[64];
    private NodePath[] paths = new NodePath[64];
    private int count;

    PhciNames(NativeCalls calls) {
        this.calls = calls;
    }

    /**
     * Names a PHCI.
     *
     * @param phci its node, not NULL
     * @return its device path; one that cannot be read says why, but not where
     */
    NodePath of(NodeHandle phci) {
        int slot = slot(addresses, phci.address());
        if (addresses[slot] == NodeHandle.NIL) {
            if (2 * count >= addresses.length) {
                grow();
                slot = slot(addresses, phci.address());
            }
            paths[slot] = calls.devicePath(phci, SOMEWHERE, 0);
            addresses[slot] = phci.address();
            count++;
        }
        return paths[slot];
    }

    /** Finds where an address stands or would stand. */
    private static int slot(long[] table, long address) {
        int mask = table.length - 1;
        int slot = Long.hashCode(address * 0x9E3779B97F4A7C15L) & mask;
        while (table[slot] != address && table[slot] != NodeHandle.NIL) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] before = addresses;
        NodePath[] pathsBefore = paths;
        addresses = new long[before.length * 2];
        paths = new NodePath[addresses.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != NodeHandle.NIL) {
                int slot = slot(addresses, before[i]);
                addresses[slot] = before[i];
                paths[slot] = pathsBefore[i];
            }
        }
    }
}
