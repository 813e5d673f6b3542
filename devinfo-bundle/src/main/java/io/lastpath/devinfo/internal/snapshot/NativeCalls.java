// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Native;
import io.lastpath.devinfo.NodePath;

/**
 * What the calls of a library have in common: their names and their errors. For one thread at a
 * time; what it reads into is used again, so that reading a string leaves only the string.
 */
final class NativeCalls {

    private final Libdevinfo library;

    private final NativeString name = new NativeString();
    private final NativeString unitAddress = new NativeString();

    NativeCalls(Libdevinfo library) {
        this.library = library;
    }

    Libdevinfo library() {
        return library;
    }

    /**
     * Copies the unit address of a path, which belongs to the snapshot.
     *
     * @param address where it is; not NULL
     * @return the unit address, until the next one is asked for; null if it is too long
     */
    NativeString unitAddress(long address) {
        return unitAddress.read(address) ? unitAddress : null;
    }

    /** {@return the {@code errno} of the last call of this thread} */
    int errno() {
        return Native.getLastError();
    }

    /** What the next call leaves as it is, is no error of its own. */
    void forgetErrno() {
        Native.setLastError(0);
    }

    /** {@return why the last call of this thread failed, in words and as a number} */
    String failure() {
        int errno = errno();
        return library.strerror(errno) + " (errno " + errno + ")";
    }

    /**
     * Reads the device path of a node.
     *
     * @param node the node
     * @param kind what to call the node if it has none
     * @param number which of its kind it is; 0 if that is not known
     * @return the path, or why there is none
     */
    NodePath devicePath(NodeHandle node, String kind, long number) {
        long address = library.di_devfs_path(node.address());
        if (address == 0) {
            String why = "its device path cannot be found out: " + failure();
            return new NodePath.Unreadable(where(kind, number), why);
        }
        try {
            String path = name.read(address) ? name.text() : null;
            return path == null
                    ? new NodePath.Unreadable(
                            where(kind, number),
                            "its device path has more than "
                                    + NativeString.MOST_BYTES
                                    + " bytes or is not in UTF-8")
                    : NodePath.of(path);
        } finally {
            library.di_devfs_path_free(address);
        }
    }

    private static String where(String kind, long number) {
        return number == 0 ? kind : kind + " " + number;
    }
}
