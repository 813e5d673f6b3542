// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.HexFormat;

/**
 * The target port in the device identification page of a SCSI device, page 83h of the vital product
 * data, see SPC-4.
 */
public final class TargetDesignator {

    private static final int HEADER = 4;
    private static final int PAGE = 0x83;
    private static final int TARGET_PORT = 1;
    private static final int NAA = 3;
    private static final int SCSI_NAME = 8;

    private TargetDesignator() {}

    /**
     * Finds the port.
     *
     * @param page the page
     * @return its world-wide name, for example {@code naa.5000c5aa00006194}; its SCSI name where it
     *     has no such; else empty, also for a page that makes no sense
     */
    public static String of(byte[] page) {
        if (page.length < HEADER || (page[1] & 0xff) != PAGE) {
            return "";
        }
        int end = Math.min(page.length, HEADER + ((page[2] & 0xff) << 8 | page[3] & 0xff));
        String name = "";
        int at = HEADER;
        while (at + HEADER <= end) {
            int length = page[at + 3] & 0xff;
            if (at + HEADER + length > end) {
                return name;
            }
            if ((page[at + 1] >> 4 & 3) == TARGET_PORT) {
                name = better(name, page, at, length);
            }
            at += HEADER + length;
        }
        return name;
    }

    private static String better(String name, byte[] page, int at, int length) {
        int type = page[at + 1] & 0xf;
        int from = at + HEADER;
        if (type == NAA && length > 0) {
            return "naa." + HexFormat.of().formatHex(page, from, from + length);
        }
        if (type == SCSI_NAME && name.isEmpty()) {
            int used = length;
            while (used > 0 && page[from + used - 1] == 0) {
                used--;
            }
            byte[] text = java.util.Arrays.copyOfRange(page, from, from + used);
            return Attribute.shown(Attribute.text(text));
        }
        return name;
    }
}
