// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.lastpath.devinfo.NodePath;
import java.nio.charset.StandardCharsets;

/**
 * What the calls of a library have in common: their strings and their errors. For one thread at a
 * time; what it reads into is used again, so that reading a string leaves only the string.
 */
final class NativeCalls {

    /** No name is longer, or it is none: so many bytes of a string are read at most. */
    static final int MOST_BYTES = 65_535;

    /** Of 64 bits in hex; names of iSCSI are longer. */
    private static final int SHORTEST_WORLD_WIDE_NAME = 16;

    private final Libdevinfo library;

    /** All of memory: its offsets are addresses. */
    private final Pointer memory = new Pointer(0);

    private byte[] bytes = new byte[256];

    NativeCalls(Libdevinfo library) {
        this.library = library;
    }

    Libdevinfo library() {
        return library;
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
     * Copies a string that C owns.
     *
     * @param address where it is; not NULL
     * @return the string; null if it has more than {@link #MOST_BYTES} bytes or is not in UTF-8
     */
    String string(long address) {
        int length = copy(address);
        return length < 0 ? null : text(length);
    }

    /**
     * Copies the target port out of the unit address of a path: what stands before its LUN. An
     * address like {@code 3,0} stays whole: target 3 of one controller is not that of another.
     *
     * @param address where the unit address is; not NULL
     * @return the target port; null as for {@link #string}
     */
    String targetPort(long address) {
        int length = copy(address);
        int comma = length - 1;
        while (comma >= 0 && Character.digit(bytes[comma], 16) >= 0) {
            comma--;
        }
        boolean lun = comma >= SHORTEST_WORLD_WIDE_NAME && bytes[comma] == ',';
        return length < 0 ? null : text(lun && comma < length - 1 ? comma : length);
    }

    /** Copies a string into the buffer; gives its length, or -1 if it is too long. */
    private int copy(long address) {
        long length = memory.indexOf(address, (byte) 0);
        if (length > MOST_BYTES) {
            return -1;
        }
        if (length > bytes.length) {
            bytes = new byte[MOST_BYTES];
        }
        memory.read(address, bytes, 0, (int) length);
        return (int) length;
    }

    /** Two names with something unreadable in them would look the same: they are none. */
    private String text(int length) {
        String text = length == 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
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
            String path = string(address);
            return path == null
                    ? new NodePath.Unreadable(
                            where(kind, number),
                            "its device path has more than "
                                    + MOST_BYTES
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
