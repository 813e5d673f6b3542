// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Callback;
import java.util.List;

/**
 * libdevinfo where addresses have 32 bits: SunOS on x86. They become positive numbers here. Mapped
 * directly by JNA, which binds the native methods of a class to one library at a time.
 */
final class Ilp32 implements Libdevinfo {

    /** {@code int (*)(di_node_t, void *)}. */
    interface WalkCallback extends Callback {

        /** Is shown a node. */
        int invoke(int node, int arg);
    }

    /** The same calls, as wide as they are in C. */
    static final class Calls {

        private Calls() {}

        static native int di_init(String physPath, int flags);

        static native void di_fini(int root);

        static native int di_walk_node(int root, int flag, int arg, WalkCallback callback);

        static native int di_child_node(int node);

        static native int di_sibling_node(int node);

        static native int di_vhci_first_node(int root);

        static native int di_vhci_next_node(int vhci);

        static native int di_phci_first_node(int vhci);

        static native int di_phci_next_node(int phci);

        static native int di_path_client_next_path(int client, int path);

        static native int di_path_phci_node(int path);

        static native int di_path_state(int path);

        static native int di_path_bus_addr(int path);

        static native int di_devfs_path(int node);

        static native void di_devfs_path_free(int string);

        static native String strerror(int errno);
    }

    private NodeCallback walker;

    /** Kept for as long as C may call it: JNA forgets a callback that nobody else knows. */
    private final WalkCallback entry = (node, arg) -> this.walker.visit(wide(node));

    private static long wide(int address) {
        return Integer.toUnsignedLong(address);
    }

    @Override
    public long di_init(String physPath, int flags) {
        return wide(Calls.di_init(physPath, flags));
    }

    @Override
    public void di_fini(long root) {
        Calls.di_fini((int) root);
    }

    @Override
    public int di_walk_node(long root, int flag, NodeCallback callback) {
        walker = callback;
        try {
            return Calls.di_walk_node((int) root, flag, 0, entry);
        } finally {
            walker = null; // what it was showing to is nobody's any more
        }
    }

    @Override
    public long di_child_node(long node) {
        return wide(Calls.di_child_node((int) node));
    }

    @Override
    public long di_sibling_node(long node) {
        return wide(Calls.di_sibling_node((int) node));
    }

    @Override
    public long di_vhci_first_node(long root) {
        return wide(Calls.di_vhci_first_node((int) root));
    }

    @Override
    public long di_vhci_next_node(long vhci) {
        return wide(Calls.di_vhci_next_node((int) vhci));
    }

    @Override
    public long di_phci_first_node(long vhci) {
        return wide(Calls.di_phci_first_node((int) vhci));
    }

    @Override
    public long di_phci_next_node(long phci) {
        return wide(Calls.di_phci_next_node((int) phci));
    }

    @Override
    public long di_path_client_next_path(long client, long path) {
        return wide(Calls.di_path_client_next_path((int) client, (int) path));
    }

    @Override
    public long di_path_phci_node(long path) {
        return wide(Calls.di_path_phci_node((int) path));
    }

    @Override
    public int di_path_state(long path) {
        return Calls.di_path_state((int) path);
    }

    @Override
    public long di_path_bus_addr(long path) {
        return wide(Calls.di_path_bus_addr((int) path));
    }

    @Override
    public long di_devfs_path(long node) {
        return wide(Calls.di_devfs_path((int) node));
    }

    @Override
    public void di_devfs_path_free(long string) {
        Calls.di_devfs_path_free((int) string);
    }

    @Override
    public String strerror(int errno) {
        return Calls.strerror(errno);
    }

    @Override
    public List<Class<?>> mapped() {
        return List.of(Calls.class, entry.getClass());
    }
}
