// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.Locale;
import java.util.regex.Pattern;

/** What made a device-mapper device, told by the prefix of its UUID. */
public enum MapUuid {
    /** dm-multipath. */
    MULTIPATH,
    /** A partition of another map, made by kpartx. */
    PARTITION,
    /** A logical volume that people see. */
    LVM,
    /** A part of a logical volume that only LVM uses. */
    LVM_PART,
    /** dm-crypt. */
    CRYPT,
    /** Something else, or nothing that says so. */
    OTHER;

    private static final Pattern PARTITION_FORM = Pattern.compile("part[0-9]+-.+");
    private static final Pattern LVM_FORM = Pattern.compile("LVM-[A-Za-z0-9]{64}(-.+)?");
    private static final Pattern WORD = Pattern.compile("[!-~]*\n");

    /**
     * Reads the UUID of a map.
     *
     * @param text content of the file; a newline alone where the map has none
     * @return what made the map
     * @throws MalformedException if the kernel cannot have written it
     */
    public static MapUuid parse(String text) throws MalformedException {
        if (!WORD.matcher(text).matches()) {
            throw new MalformedException("holds no UUID of a map");
        }
        String uuid = text.strip();
        if (uuid.startsWith("mpath-")) {
            return MULTIPATH;
        }
        if (PARTITION_FORM.matcher(uuid).matches()) {
            return PARTITION;
        }
        if (uuid.toUpperCase(Locale.ROOT).startsWith("CRYPT-")) {
            return CRYPT;
        }
        if (LVM_FORM.matcher(uuid).matches()) {
            return uuid.length() > 68 ? LVM_PART : LVM;
        }
        return OTHER;
    }
}
