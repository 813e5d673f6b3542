// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

/**
 * The lists of the virtual host controllers, held against a walk as it goes on. The walk mostly
 * shows them in their own order, so that they are followed node by node, and only clients that it
 * shows elsewhere are kept. For one thread, for one walk.
 */
final class ControllerLists {

    private final NativeCalls calls;
    private final Libdevinfo library;
    private final NodeSet elsewhere = new NodeSet();
    private long controller;

    /** Every node before it in the lists was shown; NULL at their end. */
    private long next;

    /** Begins before the walk, with the first node of the first list. */
    ControllerLists(NativeCalls calls, long root) {
        this.calls = calls;
        this.library = calls.library();
        controller = library.di_vhci_first_node(root);
        if (controller != NodeHandle.NIL) {
            next = orInNextList(library.di_child_node(controller));
        }
    }

    /** What stands in the place of the end of a list, unless it is the last one. */
    private long orInNextList(long node) {
        long found = node;
        while (found == NodeHandle.NIL) {
            controller = library.di_vhci_next_node(controller);
            if (controller == NodeHandle.NIL) {
                return NodeHandle.NIL;
            }
            found = library.di_child_node(controller);
        }
        return found;
    }

    /**
     * Is told each node that the walk shows.
     *
     * @param node the node, not NULL
     * @param mayBeClient whether it is a client, or cannot be told from one
     */
    void shown(long node, boolean mayBeClient) {
        if (node == next) {
            next = orInNextList(library.di_sibling_node(node));
        } else if (mayBeClient) {
            elsewhere.add(node);
        }
    }

    /**
     * Looks, after the walk, for a client that it has not shown.
     *
     * @param client set to it
     * @return whether there is one
     */
    boolean findMissing(NodeHandle client) {
        for (client.set(next);
                !client.isNil();
                client.set(orInNextList(library.di_sibling_node(client.address())))) {
            if (!elsewhere.contains(client.address()) && mayBeClient(client)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeClient(NodeHandle node) {
        return library.di_path_client_next_path(node.address(), PathHandle.NIL) != PathHandle.NIL
                || calls.errno() != Libdevinfo.END_OF_LIST;
    }
}
