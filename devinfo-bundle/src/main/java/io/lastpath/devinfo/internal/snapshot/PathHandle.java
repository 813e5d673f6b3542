// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

/**
 * A {@code di_path_t}: borrowed, valid until its snapshot ends. Moves along the paths of one client
 * after the other, so that a walk over many of them leaves nothing behind. Never leaves this
 * package.
 */
final class PathHandle {

    /** {@code DI_PATH_NIL} of {@code <libdevinfo.h>}: before the first path and after the last. */
    static final long NIL = 0;

    private long address;

    /** Makes it stand for a path, or for none. */
    PathHandle set(long newAddress) {
        address = newAddress;
        return this;
    }

    long address() {
        return address;
    }

    boolean isNil() {
        return address == NIL;
    }
}
