// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

/** Who may change the access state of a SCSI disk's ports: the field TPGS, see SPC-4. */
public final class TargetPortGroups {

    /** The array only. */
    public static final String IMPLICIT = "implicit";

    /** Nobody. */
    public static final String NONE = "none";

    /** A host, as well. */
    public static final String EXPLICIT = "explicit";

    private static final int PLACE = 5;
    private static final int SHORTEST = 36;

    private TargetPortGroups() {}

    /**
     * Finds the field.
     *
     * @param inquiry standard inquiry data
     * @return one of the words above
     * @throws ParseException if this is no such data
     */
    public static String of(byte[] inquiry) throws ParseException {
        if (inquiry.length < SHORTEST) {
            throw new ParseException("is no standard inquiry data");
        }
        int field = inquiry[PLACE] >> 4 & 3;
        return (field & 2) != 0 ? EXPLICIT : field == 0 ? NONE : IMPLICIT;
    }
}
