// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;

/**
 * A snapshot of the host. Shows the PHCIs of every virtual host controller first, then the clients
 * in the order of di_walk_node(3DEVINFO), child first. Used by the thread that took it, walked
 * once.
 */
final class NativeTree implements DeviceTree {

    private final NativeCalls calls;
    private final Libdevinfo library;
    private final SnapshotHandle snapshot;
    private final Runnable afterwards;
    private boolean walked;
    private boolean walking;
    private boolean closeAsked;

    /**
     * Owns a snapshot.
     *
     * @param afterwards run once, when the snapshot is freed
     */
    NativeTree(NativeCalls calls, SnapshotHandle snapshot, Runnable afterwards) {
        this.calls = calls;
        this.library = calls.library();
        this.snapshot = snapshot;
        this.afterwards = afterwards;
    }

    @Override
    public void walk(DeviceTreeVisitor visitor) throws DeviceTreeException {
        long root = snapshot.root();
        if (walked) {
            throw new IllegalStateException("this snapshot was walked before; take another one");
        }
        walked = true;
        walking = true;
        try {
            show(root, visitor);
        } finally {
            walking = false;
            if (closeAsked) {
                close();
            }
        }
        snapshot.root(); // a visitor that closed it has not seen everything
    }

    private void show(long root, DeviceTreeVisitor visitor) throws DeviceTreeException {
        PhciNames phcis = new PhciNames(calls);
        showPhcis(root, phcis, visitor);
        ControllerLists lists = new ControllerLists(calls, root);
        ClientReader clients = new ClientReader(calls, phcis, visitor);
        Walk walk = new Walk(clients, lists, this::isGivenUp);
        if (!isGivenUp()) {
            int result = library.di_walk_node(root, Libdevinfo.WALK_CHILD_FIRST, walk);
            String failure = result < 0 ? calls.failure() : "";
            walk.rethrow();
            checkWhole(failure, walk.last(), clients.clients());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DeviceTreeException("reading the device tree was given up");
        }
        if (!closeAsked) {
            checkNothingLost(lists);
        }
    }

    private boolean isGivenUp() {
        return closeAsked || Thread.currentThread().isInterrupted();
    }

    private void checkWhole(String failure, NodeHandle last, long seen) throws DeviceTreeException {
        if (!failure.isEmpty()) {
            throw new DeviceTreeException(
                    "di_walk_node ended early "
                            + place(last)
                            + ", clients seen: "
                            + seen
                            + "; "
                            + failure);
        }
    }

    private String place(NodeHandle last) {
        if (last.isNil()) {
            return "before its first node";
        }
        NodePath path = calls.devicePath(last, "a node", 0);
        return path instanceof NodePath.Unreadable unreadable
                ? "after a node without a name (" + unreadable.reason() + ")"
                : "after " + ((NodePath.Known) path).path();
    }

    /**
     * di_walk_node(3DEVINFO) leaves a subtree out without a word where it has no memory for the
     * list of a node's children, and goes on beside it. The lists of the snapshot itself need no
     * memory.
     */
    private void checkNothingLost(ControllerLists lists) throws DeviceTreeException {
        NodeHandle client = new NodeHandle();
        if (lists.findMissing(client)) {
            throw new DeviceTreeException(leftOut(client));
        }
    }

    private String leftOut(NodeHandle client) {
        NodePath path = calls.devicePath(client, "a client", 0);
        return "di_walk_node left clients out without an error, among them "
                + (path instanceof NodePath.Known known ? known.path() : "one without a name");
    }

    private void showPhcis(long root, PhciNames names, DeviceTreeVisitor visitor) {
        NodeHandle phci = new NodeHandle();
        int number = 0;
        for (long vhci = library.di_vhci_first_node(root);
                vhci != NodeHandle.NIL;
                vhci = library.di_vhci_next_node(vhci)) {
            for (phci.set(library.di_phci_first_node(vhci));
                    !phci.isNil();
                    phci.set(library.di_phci_next_node(phci.address()))) {
                number++;
                visitor.visit(new DeviceNode.Phci(named(names.of(phci), number)));
                if (isGivenUp()) {
                    return;
                }
            }
        }
    }

    private static NodePath named(NodePath path, int number) {
        return path instanceof NodePath.Unreadable unreadable
                ? new NodePath.Unreadable("PHCI " + number, unreadable.reason())
                : path;
    }

    /** Frees the snapshot; while it is walked, as soon as the walk has come out of C. */
    @Override
    public void close() {
        snapshot.checkThread();
        if (walking) {
            closeAsked = true;
        } else if (snapshot.isOpen()) {
            snapshot.close();
            afterwards.run();
        }
    }
}
