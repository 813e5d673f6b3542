// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

/**
 * How many members an md array can lose, see md(4).
 *
 * <p>Where the array's layout decides, the least that holds for every choice of members counts.
 */
public final class RaidLevel {

    private RaidLevel() {}

    /**
     * Works out what a whole array can lose.
     *
     * @param level content of {@code md/level}
     * @param disks content of {@code md/raid_disks}
     * @param layout content of {@code md/layout}, for a raid10: the low byte is the number of near
     *     copies, the next one of far copies
     * @return how many members may go, whichever they are; never negative
     * @throws MalformedException if a number is none
     */
    public static int tolerance(String level, String disks, String layout)
            throws MalformedException {
        return switch (level.strip()) {
            case "raid1" -> Math.max(0, number(disks) - 1);
            case "raid4", "raid5" -> 1;
            case "raid6" -> 2;
            case "raid10" -> Math.max(0, copies(number(layout)) - 1);
            case "raid0", "linear", "multipath", "faulty", "container" -> 0;
            default -> throw new MalformedException("holds no level of an array");
        };
    }

    private static int copies(int layout) {
        return (layout & 0xff) * (layout >> 8 & 0xff);
    }

    /**
     * Reads a number.
     *
     * @param text decimal digits, perhaps with a newline, or, while an array is reshaped, with the
     *     former number behind
     * @return the number, zero or more
     * @throws MalformedException if it is none
     */
    public static int number(String text) throws MalformedException {
        String[] words = text.strip().split(" ", 2);
        try {
            int number = Integer.parseInt(words[0]);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below
        }
        throw new MalformedException("holds no number");
    }
}
