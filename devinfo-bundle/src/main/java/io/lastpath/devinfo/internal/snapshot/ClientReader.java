// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the clients among the nodes of a walk: which paths each has, in which state, through which
 * PHCI. Four calls a path. For one thread, for one walk.
 */
final class ClientReader {

    private static final PathState[] STATES = PathState.values();

    private final NativeCalls calls;
    private final Libdevinfo library;
    private final PhciNames phcis;
    private final DeviceTreeVisitor visitor;
    private final PathHandle path = new PathHandle();
    private final NodeHandle phci = new NodeHandle();
    private DevicePath[] paths = new DevicePath[8];
    private final KnownPaths known = new KnownPaths();
    private long clients;
    private NodePath name;

    ClientReader(NativeCalls calls, PhciNames phcis, DeviceTreeVisitor visitor) {
        this.calls = calls;
        this.library = calls.library();
        this.phcis = phcis;
        this.visitor = visitor;
    }

    /** {@return how many clients were seen} */
    long clients() {
        return clients;
    }

    /**
     * Shows a node to the visitor if it is a client, or if it cannot be told whether it is one.
     *
     * @return whether it was shown
     */
    boolean read(NodeHandle node) {
        path.set(library.di_path_client_next_path(node.address(), PathHandle.NIL));
        if (!path.isNil()) {
            readClient(node);
            return true;
        }
        if (calls.errno() == Libdevinfo.END_OF_LIST) {
            return false;
        }
        String why = "whether it has paths cannot be found out: " + calls.failure();
        unreadable(calls.devicePath(node, "a node", 0), why);
        return true;
    }

    private void readClient(NodeHandle node) {
        clients++;
        name = null;
        int count = 0;
        while (!path.isNil()) {
            if (count == paths.length) {
                paths = Arrays.copyOf(paths, 2 * count);
            }
            NodePath through = phci(node, count + 1);
            paths[count++] = path(through, state());
            path.set(library.di_path_client_next_path(node.address(), path.address()));
        }
        String failure = calls.errno() == Libdevinfo.END_OF_LIST ? "" : calls.failure();
        visitor.visit(new DeviceNode.Client(name(node), "", "", listOf(count)));
        if (!failure.isEmpty()) {
            String why = "its paths after number " + count + " cannot be read: " + failure;
            unreadable(name(node), why);
        }
    }

    private NodePath phci(NodeHandle node, int number) {
        phci.set(library.di_path_phci_node(path.address()));
        NodePath through = phci.isNil() ? null : phcis.of(phci);
        if (through instanceof NodePath.Known) {
            return through;
        }
        String why = why(through);
        String where = "path " + number + " of " + where(name(node));
        return new NodePath.Unreadable(where, why, through == null);
    }

    private String why(NodePath through) {
        return through instanceof NodePath.Unreadable unreadable
                ? "its PHCI cannot be named: " + unreadable.reason()
                : "it has no PHCI node: " + calls.failure();
    }

    /** The name of the client that is being read. */
    private NodePath name(NodeHandle node) {
        if (name == null) {
            name = calls.devicePath(node, "client", clients);
        }
        return name;
    }

    private static String where(NodePath name) {
        return name instanceof NodePath.Known known
                ? known.path()
                : ((NodePath.Unreadable) name).where();
    }

    /** A state that the headers do not have is not known, and never taken for usable. */
    private PathState state() {
        int number = library.di_path_state(path.address());
        return number >= 0 && number < STATES.length ? STATES[number] : PathState.UNKNOWN;
    }

    private DevicePath path(NodePath through, PathState state) {
        long address = library.di_path_bus_addr(path.address());
        NativeString unit = address == 0 ? null : calls.unitAddress(address);
        return unit == null ? new DevicePath(through, state, "") : known.of(through, state, unit);
    }

    /** Copies the paths once: an immutable list of an array that has just the right length. */
    private List<DevicePath> listOf(int count) {
        if (count != paths.length) {
            paths = Arrays.copyOf(paths, count);
        }
        return List.of(paths);
    }

    private void unreadable(NodePath node, String reason) {
        visitor.visit(new DeviceNode.Unreadable(where(node), reason));
    }
}
