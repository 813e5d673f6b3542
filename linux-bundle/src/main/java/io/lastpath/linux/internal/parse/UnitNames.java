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

    private static final String COMPARABLE = "123";
    private static final Pattern REPLACED = Pattern.compile("[^0-9A-Za-z#+.:=@-]+");
    private static final Pattern ENDS = Pattern.compile("^_|_$");

    /** The forms of an NAA that multipath-tools makes a WWID of, see SPC-4. */
    private static final Pattern NAA = Pattern.compile("[235][0-9a-f]{15}|6[0-9a-f]{31}");

    /** Nobody cuts a WWID that is shorter. */
    private static final int MAYBE_CUT = 63;

    private static final Pattern CUT_MARK = Pattern.compile("\\\\(x[0-9a-fA-F]?)?$");

    private UnitNames() {}

    /**
     * Tells whether a disk is another one than that of a map.
     *
     * @param wwid of the map
     * @param page the disk's device identification page
     * @return true only if the disk has names of the kind that the WWID is one of, and the WWID is
     *     none of them; false for a page that has only a part of its names
     */
    public static boolean areOfAnother(String wwid, byte[] page) {
        if (!IdentificationPage.isWhole(page)) {
            return false;
        }
        int type = wwid.charAt(0) - '0';
        String name = wwid.substring(1);
        List<Designator> names =
                Designator.of(page).stream()
                        .filter(each -> each.association() == Designator.UNIT)
                        .filter(each -> each.type() == type)
                        .toList();
        return switch (type) {
            case Designator.T10 -> new T10Names(names).areOfAnother(name);
            case Designator.NAA -> areOfAnother(name, names, told -> NAA.matcher(told).matches());
            case Designator.EUI ->
                    areOfAnother(
                            name, names, told -> told.matches("[0-9a-f]{" + name.length() + "}"));
            default -> false;
        };
    }

    /**
     * Tells whether the names of a disk can be compared with the WWID of a map.
     *
     * @param wwid of the map
     * @return whether it begins as one that is made of such a name
     */
    public static boolean areComparable(String wwid) {
        return COMPARABLE.indexOf(wwid.charAt(0)) >= 0;
    }

    private static boolean areOfAnother(
            String wwid, List<Designator> names, Predicate<String> isLike) {
        String name = wwid.toLowerCase(Locale.ROOT);
        List<String> told = names.stream().map(Designator::hex).filter(isLike).toList();
        return isLike.test(name) && !told.isEmpty() && !told.contains(name);
    }

    /**
     * Compares two names.
     *
     * @param wwid of a map, which may have been cut
     * @param told a name of a disk
     * @return whether they are the same, as far as the WWID goes
     */
    public static boolean areSame(String wwid, String told) {
        String name = plain(told);
        return name.equals(plain(wwid))
                || wwid.length() >= MAYBE_CUT
                        && name.startsWith(plain(CUT_MARK.matcher(wwid).replaceAll("")));
    }

    /**
     * Makes names comparable.
     *
     * @param name a name
     * @return the same without what the kernel, udev and multipath-tools write in different ways:
     *     blanks, marks that udev replaces or others write as their bytes, and capital letters
     */
    static String plain(String name) {
        String joined = REPLACED.matcher(Mangling.undone(name)).replaceAll("_");
        return ENDS.matcher(joined).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
