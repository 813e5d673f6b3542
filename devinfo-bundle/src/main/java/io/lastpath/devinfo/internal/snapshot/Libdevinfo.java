// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Native;
import java.util.List;

/**
 * The calls of libdevinfo(3LIB) that are used, and no others. Addresses are as wide as a {@code
 * long} here, whatever they are in C; 0 is NULL, which the headers call {@code DI_NODE_NIL} and
 * {@code DI_PATH_NIL}. Enums and {@code uint_t} are {@code int} in every ABI of SunOS.
 *
 * <p>The {@code di_vhci_} and {@code di_phci_} calls are private to Solaris and illumos, but the
 * only ones that tell PHCIs without any client. They are in {@code <libdevinfo.h>} like the others.
 */
sealed interface Libdevinfo permits Lp64, Ilp32 {

    /**
     * {@code DINFOSUBTREE | DINFOMINOR | DINFOPROP | DINFOPATH} of {@code <sys/devinfo_impl.h>}.
     */
    int SNAPSHOT_WITH_PATHS = 0xdf00 | 0x01 | 0x02 | 0x04 | 0x08;

    /** Child first: {@code DI_WALK_CLDFIRST} of {@code <libdevinfo.h>}. */
    int WALK_CHILD_FIRST = 0;

    /** What a callback returns to go on: {@code DI_WALK_CONTINUE} of {@code <libdevinfo.h>}. */
    int WALK_CONTINUE = 0;

    /** What a callback returns to end: {@code DI_WALK_TERMINATE} of {@code <libdevinfo.h>}. */
    int WALK_TERMINATE = -3;

    /** {@code ENXIO} of SunOS, and of every Unix: the regular end of a list. */
    int END_OF_LIST = 6;

    /** {@code EPERM} of SunOS, and of every Unix. */
    int NOT_PERMITTED = 1;

    /** {@code EACCES} of SunOS, and of every Unix. */
    int ACCESS_DENIED = 13;

    /** Is shown each node of a walk. */
    @FunctionalInterface
    interface NodeCallback {

        /**
         * Is shown a node. Whatever it throws would end the process: it throws nothing.
         *
         * @param node the {@code di_node_t}
         * @return {@link #WALK_CONTINUE} or {@link #WALK_TERMINATE}
         */
        int visit(long node);
    }

    /** {@return the calls for this process, whose addresses have 64 bits or 32} */
    static Libdevinfo ofThisProcess() {
        return Native.POINTER_SIZE == Long.BYTES ? new Lp64() : new Ilp32();
    }

    /** di_init(3DEVINFO): owned by the caller, who hands it to {@link #di_fini} exactly once. */
    long di_init(String physPath, int flags);

    /** di_fini(3DEVINFO): every handle of the snapshot is invalid from then on. */
    void di_fini(long root);

    /** di_walk_node(3DEVINFO), by one thread at a time; -1 for a failure. */
    int di_walk_node(long root, int flag, NodeCallback callback);

    /** di_child_node(3DEVINFO). */
    long di_child_node(long node);

    /** di_sibling_node(3DEVINFO). */
    long di_sibling_node(long node);

    /** The first virtual host controller of a snapshot. */
    long di_vhci_first_node(long root);

    /** The next virtual host controller. */
    long di_vhci_next_node(long vhci);

    /** The first PHCI of a virtual host controller. */
    long di_phci_first_node(long vhci);

    /** The next PHCI of the same virtual host controller. */
    long di_phci_next_node(long phci);

    /** di_path_client_next_path(3DEVINFO); the end is NULL with {@link #END_OF_LIST}. */
    long di_path_client_next_path(long client, long path);

    /** di_path_phci_node(3DEVINFO). */
    long di_path_phci_node(long path);

    /** di_path_state(3DEVINFO), a {@code di_path_state_t} of {@code <sys/devinfo_impl.h>}. */
    int di_path_state(long path);

    /**
     * di_path_bus_addr(3DEVINFO): the unit address of the path, target and LUN. A string in the
     * snapshot, not to be freed.
     */
    long di_path_bus_addr(long path);

    /** di_devfs_path(3DEVINFO): a string that is owned by the caller. */
    long di_devfs_path(long node);

    /** di_devfs_path_free(3DEVINFO). */
    void di_devfs_path_free(long string);

    /** strerror(3C). */
    String strerror(int errno);

    /** {@return the classes that JNA knows; the first has the native methods} */
    List<Class<?>> mapped();
}
