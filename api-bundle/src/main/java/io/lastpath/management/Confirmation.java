// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The second, explicit step of a forced operation. */
public final class Confirmation {

    private Confirmation() {}

    /**
     * Checks a confirmation.
     *
     * @param expected what has to be said again, in order
     * @param confirm the same names, followed by the name of each use to be given up
     * @return the names of the uses to be given up
     * @throws IllegalArgumentException if the names are not said again
     */
    public static Set<String> accepted(List<String> expected, String confirm) {
        List<String> names = NameList.parse(confirm);
        int count = expected.size();
        if (names.size() < count || !names.subList(0, count).equals(expected)) {
            throw new IllegalArgumentException(
                    "not forced: 'confirm' has to start with " + NameList.format(expected));
        }
        return new HashSet<>(names.subList(count, names.size()));
    }

    /**
     * Checks that a forced operation says why.
     *
     * @param reason the reason as it came
     * @return the reason
     * @throws IllegalArgumentException if there is none, or only what a console fills in
     */
    public static String requiredReason(String reason) {
        if (reason == null || reason.isBlank() || reason.equals("String")) {
            throw new IllegalArgumentException(
                    "not forced: 'reason' has to say why, for the record");
        }
        return reason;
    }

    /**
     * Reads an optional reason.
     *
     * @param reason the reason as it came
     * @return the reason; empty for null and for what a console fills in
     */
    public static String optionalReason(String reason) {
        return reason == null || reason.equals("String") ? "" : reason.strip();
    }
}
