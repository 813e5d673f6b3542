// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.DeviceTreeException;

/**
 * The root {@code di_node_t} of a snapshot, which owns the snapshot: freed exactly once. Belongs to
 * the thread that took it, and can be used by no other. Never leaves this package.
 */
final class SnapshotHandle implements AutoCloseable {

    private static final String WHOLE_TREE = "/";

    /** What di_init opens if it may not open the one of root. */
    private static final String DRIVER = "/devices/pseudo/devinfo@0:devinfo,ro";

    private final NativeCalls calls;
    private final Thread owner = Thread.currentThread();
    private long root;

    private SnapshotHandle(NativeCalls calls, long root) {
        this.calls = calls;
        this.root = root;
    }

    /**
     * Takes a snapshot.
     *
     * @throws DeviceTreeException if that fails
     */
    static SnapshotHandle open(NativeCalls calls) throws DeviceTreeException {
        calls.forgetErrno(); // C leaves an older one where the devinfo driver is not what it
        // expects
        long root = calls.library().di_init(WHOLE_TREE, Libdevinfo.SNAPSHOT_WITH_PATHS);
        if (root == NodeHandle.NIL) {
            throw new DeviceTreeException("di_init of the device tree failed" + why(calls));
        }
        return new SnapshotHandle(calls, root);
    }

    private static String why(NativeCalls calls) {
        int errno = calls.errno();
        if (errno == 0) {
            return " without an error; check that the devinfo driver is the system's own";
        }
        boolean denied = errno == Libdevinfo.NOT_PERMITTED || errno == Libdevinfo.ACCESS_DENIED;
        return ": "
                + calls.failure()
                + (denied ? "; this process has to be let read " + DRIVER : "");
    }

    /**
     * Gives the root.
     *
     * @throws IllegalStateException if the snapshot is closed, or for another thread
     */
    long root() {
        checkThread();
        if (root == NodeHandle.NIL) {
            throw new IllegalStateException("this snapshot is closed; take another one");
        }
        return root;
    }

    /**
     * Lets nobody pass but the thread that took the snapshot.
     *
     * @throws IllegalStateException for another thread
     */
    void checkThread() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "this snapshot belongs to thread "
                            + owner.getName()
                            + " and cannot be used by "
                            + Thread.currentThread().getName());
        }
    }

    boolean isOpen() {
        return root != NodeHandle.NIL;
    }

    /** Frees it; a second call does nothing. */
    @Override
    public void close() {
        checkThread();
        long open = root;
        if (open != NodeHandle.NIL) {
            root = NodeHandle.NIL;
            calls.library().di_fini(open);
        }
    }
}
