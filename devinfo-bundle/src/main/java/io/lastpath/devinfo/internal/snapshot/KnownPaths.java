// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;

/**
 * The paths that were read last, so that equal ones are one object: through one PHCI to one target
 * port lead paths of many clients. Has so many slots and no more; what does not find its like is
 * made anew. For one thread.
 */
final class KnownPaths {

    private static final int SLOTS = 4096;

    private final DevicePath[] slots = new DevicePath[SLOTS];

    /**
     * Gives a path.
     *
     * @param phci the PHCI that it leads through
     * @param state its state
     * @param address its unit address
     * @return the path; without a target port if its address is not in UTF-8
     */
    DevicePath of(NodePath phci, PathState state, NativeString address) {
        int port = address.targetPort();
        int slot = (address.hash(port) * 31 + phci.hashCode()) * 31 + state.number();
        slot = (slot ^ slot >>> 16) & SLOTS - 1;
        if (!isSame(slots[slot], phci, state, address, port)) {
            String text = address.text(port);
            slots[slot] = new DevicePath(phci, state, text == null ? "" : text);
        }
        return slots[slot];
    }

    /** A PHCI has its name once: another object is another PHCI. */
    private static boolean isSame(
            DevicePath path, NodePath phci, PathState state, NativeString address, int port) {
        return path != null
                && path.phci() == phci
                && path.state() == state
                && address.begins(port, path.targetPort());
    }
}
