// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A string that C owns, copied into bytes that are used again. Memory is read through a buffer that
 * lies over it: calls into JNA cost more than the string. For one thread at a time.
 */
final class NativeString {

    /** No name is longer, or it is none: so many bytes of a string are read at most. */
    static final int MOST_BYTES = 65_535;

    /** Of 64 bits in hex; names of iSCSI are longer. */
    private static final int SHORTEST_WORLD_WIDE_NAME = 16;

    /**
     * Strings of one snapshot mostly begin in the same piece of memory of this size. The buffer is
     * twice as long, so that each ends in it too; only what belongs to the string is touched.
     */
    private static final long WINDOW = 1L << 30;

    /** What stands for bytes that are not in UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private ByteBuffer window;
    private long start;
    private byte[] bytes = new byte[256];
    private int length;

    /**
     * Copies a string.
     *
     * @param address where it is; not NULL
     * @return whether it was copied: it has no more than {@link #MOST_BYTES} bytes
     */
    boolean read(long address) {
        ByteBuffer memory = windowOver(address);
        int from = (int) (address - start);
        byte[] to = bytes;
        int count = 0;
        for (byte next = memory.get(from); next != 0; next = memory.get(from + count)) {
            if (count == MOST_BYTES) {
                return false;
            }
            if (count == to.length) {
                to = longer();
            }
            to[count++] = next;
        }
        length = count;
        return true;
    }

    private ByteBuffer windowOver(long address) {
        if (window == null || address - start < 0 || address - start >= WINDOW) {
            start = address & -WINDOW;
            window = new Pointer(start).getByteBuffer(0, Integer.MAX_VALUE);
        }
        return window;
    }

    private byte[] longer() {
        byte[] longer = new byte[MOST_BYTES];
        System.arraycopy(bytes, 0, longer, 0, bytes.length);
        bytes = longer;
        return longer;
    }

    /** {@return the string; null if it is not in UTF-8} */
    String text() {
        return text(length);
    }

    /** Two names with something unreadable in them would look the same: they are none. */
    String text(int count) {
        String text = count == 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(count) ? text : null;
    }

    /** The replacement may be in the name itself. */
    private boolean isUtf8(int count) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Finds the target port in the unit address of a path: what stands before its LUN. An address
     * like {@code 3,0} stays whole: target 3 of one controller is not that of another.
     *
     * @return how many bytes from the beginning are the target port
     */
    int targetPort() {
        int comma = length - 1;
        while (comma >= 0 && Character.digit(bytes[comma], 16) >= 0) {
            comma--;
        }
        boolean lun = comma >= SHORTEST_WORLD_WIDE_NAME && bytes[comma] == ',';
        return lun && comma < length - 1 ? comma : length;
    }

    /** Tells whether so many bytes from the beginning are a text; never if it is not in ASCII. */
    boolean begins(int count, String text) {
        if (text.length() != count) {
            return false;
        }
        int i = count - 1;
        while (i >= 0 && text.charAt(i) == bytes[i]) {
            i--;
        }
        return i < 0;
    }

    /** {@return a hash code of so many bytes from the beginning} */
    int hash(int count) {
        int hash = 0;
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }
}
