// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import java.util.function.BooleanSupplier;

/**
 * What C calls for each node. Nothing that is thrown reaches C: it ends the walk, and is kept for
 * whoever started it. For one thread, for one walk.
 */
final class Walk implements Libdevinfo.NodeCallback {

    private final ClientReader clients;
    private final ControllerLists lists;
    private final BooleanSupplier givenUp;
    private final NodeHandle node = new NodeHandle();
    private Throwable thrown;

    Walk(ClientReader clients, ControllerLists lists, BooleanSupplier givenUp) {
        this.clients = clients;
        this.lists = lists;
        this.givenUp = givenUp;
    }

    @Override
    public int visit(long address) {
        try {
            lists.shown(address, clients.read(node.set(address)));
            return givenUp.getAsBoolean() ? Libdevinfo.WALK_TERMINATE : Libdevinfo.WALK_CONTINUE;
        } catch (Throwable e) {
            thrown = e;
            return Libdevinfo.WALK_TERMINATE;
        }
    }

    /** {@return the node that C has shown last; nil before the first} */
    NodeHandle last() {
        return node;
    }

    /** Throws what was thrown in the walk; a visitor can throw nothing that is checked. */
    void rethrow() {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown); // thrown past the compiler
        }
    }
}
