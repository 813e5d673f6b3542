// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Callback;
import java.util.List;

/**
 * libdevinfo where addresses have 64 bits: SunOS on x86-64 and SPARC V9. Mapped directly by JNA,
 * which binds the native methods of a class to one library at a time.
 */
final class Lp64 implements Libdevinfo {

    /** {@code int (*)(di_node_t, void *)}. */
    interface WalkCallback extends Callback {

        /** Is shown a node. */
        int invoke(long node, long arg);
    }

    private NodeCallback walker;

    /** Kept for as long as C may call it: JNA forgets a callback that nobody else knows. */
    private final WalkCallback entry = (node, arg) -> this.walker.visit(node);

    @Override
    public native long di_init(String physPath, int flags);

    @Override
    public native void di_fini(long root);

    private native int di_walk_node(long root, int flag, long arg, WalkCallback callback);

    @Override
    public int di_walk_node(long root, int flag, NodeCallback callback) {
        walker = callback;
        try {
            return di_walk_node(root, flag, 0, entry);
        } finally {
            walker = null; // what it was showing to is nobody's any more
        }
    }

    @Override
    public native long di_child_node(long node);

    @Override
    public native long di_sibling_node(long node);

    @Override
    public native long di_vhci_first_node(long root);

    @Override
    public native long di_vhci_next_node(long vhci);

    @Override
    public native long di_phci_first_node(long vhci);

    @Override
    public native long di_phci_next_node(long phci);

    @Override
    public native long di_path_client_next_path(long client, long path);

    @Override
    public native long di_path_phci_node(long path);

    @Override
    public native int di_path_state(long path);

    @Override
    public native long di_path_bus_addr(long path);

    @Override
    public native long di_devfs_path(long node);

    @Override
    public native void di_devfs_path_free(long string);

    @Override
    public native String strerror(int errno);

    @Override
    public List<Class<?>> mapped() {
        return List.of(Lp64.class, entry.getClass());
    }
}
