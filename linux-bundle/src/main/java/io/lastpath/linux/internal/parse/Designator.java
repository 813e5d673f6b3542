// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One of the names in the device identification page of a SCSI device, page 83h of the vital
 * product data, see SPC-4.
 *
 * @param codeSet what its bytes are
 * @param association what it names
 * @param type how it is made
 * @param bytes the name
 */
record Designator(int codeSet, int association, int type, byte[] bytes) {

    static final int BINARY = 1;

    static final int UNIT = 0;
    static final int TARGET_PORT = 1;

    static final int T10 = 1;
    static final int EUI = 2;
    static final int NAA = 3;
    static final int SCSI_NAME = 8;

    /** Of the page, and of each name. */
    static final int HEADER = 4;

    private static final int PAGE = 0x83;

    /** {@return the names that a page has, as far as it makes sense} */
    static List<Designator> of(byte[] page) {
        if (!isPage(page)) {
            return List.of();
        }
        int end = Math.min(page.length, length(page));
        List<Designator> found = new ArrayList<>();
        int at = HEADER;
        while (at + HEADER <= end && at + HEADER + (page[at + 3] & 0xff) <= end) {
            int next = at + HEADER + (page[at + 3] & 0xff);
            byte[] bytes = Arrays.copyOfRange(page, at + HEADER, next);
            int kind = page[at + 1];
            found.add(new Designator(page[at] & 0xf, kind >> 4 & 3, kind & 0xf, bytes));
            at = next;
        }
        return found;
    }

    static boolean isPage(byte[] page) {
        return page.length >= HEADER && (page[1] & 0xff) == PAGE;
    }

    /** {@return how many bytes a page says that it has} */
    static int length(byte[] page) {
        return HEADER + ((page[2] & 0xff) << 8 | page[3] & 0xff);
    }

    /** {@return how many bytes of the page it takes} */
    int size() {
        return HEADER + bytes.length;
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the name as text, without the zeros that fill it up} */
    String text() {
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return Attribute.text(Arrays.copyOf(bytes, used));
    }

    /** {@return the name as text, up to its first zero, which ends it for most tools} */
    String ended() {
        int used = 0;
        while (used < bytes.length && bytes[used] != 0) {
            used++;
        }
        return Attribute.text(Arrays.copyOf(bytes, used));
    }
}
