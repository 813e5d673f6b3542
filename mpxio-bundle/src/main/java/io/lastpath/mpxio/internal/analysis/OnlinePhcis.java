// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

/** Tells whether the resource of a PHCI is online, as far as the coordinator knows. */
@FunctionalInterface
public interface OnlinePhcis {

    /**
     * Tells about one PHCI.
     *
     * @param phci its position in the table
     * @return whether its resource is online; false where that could not be found out
     */
    boolean isOnline(int phci);

    /**
     * Remembers the answers.
     *
     * @param phciCount PHCIs in the table
     * @return the same answers, each asked for at most once; for one thread
     */
    default OnlinePhcis remembering(int phciCount) {
        byte[] answers = new byte[phciCount];
        return phci -> {
            if (answers[phci] == 0) {
                answers[phci] = (byte) (isOnline(phci) ? 1 : -1);
            }
            return answers[phci] > 0;
        };
    }
}
