// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;

/**
 * The floor that JNA sets: as many direct-mapped calls and callbacks as the native read makes, with
 * the same signatures, of functions that do nothing.
 */
final class Crossings {

    /** {@code int (*)(void *, void *)}. */
    interface NodeCallback extends Callback {

        /** Is called for each node. */
        int invoke(long node, long arg);
    }

    private final int paths;
    private final NodeCallback callback = this::client;

    /** Keeps what came back, so that no call can be left out. */
    private long sum;

    /**
     * Binds the functions.
     *
     * @param library has them
     * @param paths paths of each client
     */
    Crossings(Path library, int paths) {
        this.paths = paths;
        Native.register(Crossings.class, NativeLibrary.getInstance(library.toString()));
    }

    private static native long floor_one(long handle);

    private static native long floor_two(long handle, long other);

    private static native int floor_int(long handle);

    private static native void floor_void(long handle);

    private static native int floor_walk(long nodes, NodeCallback callback);

    /** Crosses as often as a read of so many clients does. */
    long cross(long clients) {
        floor_walk(clients, callback);
        return sum;
    }

    private int client(long node, long arg) {
        for (int i = 0; i < paths; i++) {
            sum += floor_two(node, i); // the next path
            sum += floor_one(node); // its PHCI
            sum += floor_int(node); // its state
            sum += floor_one(node); // its bus address
        }
        sum += floor_two(node, paths); // no more paths
        sum += floor_one(node); // the device path
        floor_void(node); // freed
        sum += floor_one(node); // the next one of the controller's list
        return 0;
    }
}
