// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

/** Tells whether a device identification page is all there. */
public final class IdentificationPage {

    /** The kernel hands out no more at a time: a longer page may have been cut without harm. */
    private static final int AT_A_TIME = 4096;

    private IdentificationPage() {}

    /**
     * Looks for what no kernel hands out as such a page.
     *
     * @param page content of the file
     * @return what is wrong with it; empty if nothing is
     */
    public static String flaw(byte[] page) {
        if (page.length == 0) {
            return "is empty";
        }
        if (!Designator.isPage(page)) {
            return "is no device identification page";
        }
        int length = Designator.length(page);
        return length > page.length && page.length < AT_A_TIME
                ? "has only " + page.length + " of " + length + " bytes"
                : "";
    }

    /** {@return whether a page has all of its names, and not a part of them} */
    static boolean isWhole(byte[] page) {
        if (!Designator.isPage(page)) {
            return false;
        }
        int names = Designator.of(page).stream().mapToInt(Designator::size).sum();
        int length = Designator.length(page);
        return length <= page.length && Designator.HEADER + names + Designator.HEADER > length;
    }
}
