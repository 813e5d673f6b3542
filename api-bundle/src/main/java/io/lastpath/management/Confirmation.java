// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The second, explicit step of a forced operation. */
public final class Confirmation {

    private Confirmation() {}

    /**
     * Checks a confirmation.
     *
     * @param expected what has to be said again, in order
     * @param confirm the same names, followed by the name of each use to be given up
     * @return the names of the uses to be given up, unmodifiable; may be empty
     * @throws IllegalArgumentException if the names are not said again, or {@code confirm} is no
     *     list
     */
    public static Set<String> accepted(List<String> expected, String confirm) {
        List<String> names = NameList.parse(confirm);
        int count = expected.size();
        if (names.size() < count || !names.subList(0, count).equals(expected)) {
            throw new IllegalArgumentException(
                    "not forced: 'confirm' has to be "
                            + NameList.format(expected)
                            + ", followed by the name of each use to be given up");
        }
        return names.stream().skip(count).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks that a forced operation says why.
     *
     * @param reason the reason as it came
     * @return the reason without blanks around it
     * @throws IllegalArgumentException if there is none, or only what a console fills in
     */
    public static String requiredReason(String reason) {
        String said = optionalReason(reason);
        if (said.isEmpty()) {
            throw new IllegalArgumentException("not done: 'reason' has to say why, for the record");
        }
        return said;
    }

    /**
     * Reads an optional reason.
     *
     * @param reason the reason as it came
     * @return the reason without blanks around it; empty for null and for the word {@code String},
     *     which a console fills in
     */
    public static String optionalReason(String reason) {
        String said = reason == null ? "" : reason.strip();
        return said.equals("String") ? "" : said;
    }
}
