// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

/**
 * A {@code di_node_t}: borrowed, valid until its snapshot ends. Set anew for each node, so that a
 * walk over many of them leaves nothing behind. Never leaves this package.
 */
final class NodeHandle {

    /** {@code DI_NODE_NIL} of {@code <libdevinfo.h>}. */
    static final long NIL = 0;

    private long address;

    /** Makes it stand for a node, or for none. */
    NodeHandle set(long newAddress) {
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
