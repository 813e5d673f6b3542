// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compares the WWID of a map with the names that a SCSI disk has for itself. multipath-tools makes
 * a WWID of one of these, with the way in which it is made before it, unless it was told to make it
 * otherwise.
 */
public final class UnitNames {

    private static final Pattern REPLACED = Pattern.compile("[^0-9A-Za-z#+.:=@-]+");
    private static final Pattern ENDS = Pattern.compile("^_|_$");
    private static final int VENDOR = 8;

    private UnitNames() {}

    /**
     * Tells whether a disk is another one than that of a map.
     *
     * @param wwid of the map
     * @param page the disk's device identification page
     * @return true only if the disk has names of the kind that the WWID is one of, and the WWID is
     *     none of them
     */
    public static boolean areOfAnother(String wwid, byte[] page) {
        String name = plain(wwid.substring(1));
        Predicate<String> isLike =
                switch (wwid.charAt(0) - '0') {
                    case Designator.T10 -> told -> name.startsWith(vendor(told));
                    case Designator.EUI, Designator.NAA ->
                            told -> name.matches("[0-9a-f]{" + told.length() + "}");
                    default -> told -> false;
                };
        List<String> names =
                Designator.of(page).stream()
                        .filter(each -> each.association() == Designator.UNIT)
                        .filter(each -> each.type() == wwid.charAt(0) - '0')
                        .map(each -> each.type() == Designator.T10 ? each.text() : each.hex())
                        .filter(told -> !told.isEmpty())
                        .filter(isLike)
                        .toList();
        return !names.isEmpty() && names.stream().map(UnitNames::plain).noneMatch(name::equals);
    }

    /** A name made by T10's rules begins with who made the disk. */
    private static String vendor(String told) {
        return plain(told.substring(0, Math.min(VENDOR, told.length())));
    }

    /**
     * Makes names comparable.
     *
     * @param name a name
     * @return the same without what the kernel, udev and multipath-tools write in different ways:
     *     blanks, marks that udev replaces, and capital letters
     */
    public static String plain(String name) {
        String joined = REPLACED.matcher(name).replaceAll("_");
        return ENDS.matcher(joined).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
