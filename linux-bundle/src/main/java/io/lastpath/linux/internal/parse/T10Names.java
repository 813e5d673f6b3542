// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.List;

/**
 * Names that a SCSI disk has by T10's rules: who made it, and what that one calls it.
 *
 * @param names of the disk
 */
record T10Names(List<Designator> names) {

    private static final int VENDOR = 8;

    /** Tells whether there are names by the same vendor, and the WWID is none of them. */
    boolean areOfAnother(String wwid) {
        String name = UnitNames.plain(wwid);
        return names.stream().anyMatch(each -> isLike(name, each))
                && names.stream().noneMatch(each -> isSame(wwid, each));
    }

    /** What tools make of binary names, and of a vendor alone, nobody knows. */
    private static boolean isLike(String name, Designator told) {
        String text = told.ended();
        return told.codeSet() != Designator.BINARY
                && text.length() > VENDOR
                && name.startsWith(UnitNames.plain(text.substring(0, VENDOR)));
    }

    /** A tool may go on after a zero. */
    private static boolean isSame(String wwid, Designator told) {
        return UnitNames.areSame(wwid, told.ended()) || UnitNames.areSame(wwid, told.text());
    }
}
