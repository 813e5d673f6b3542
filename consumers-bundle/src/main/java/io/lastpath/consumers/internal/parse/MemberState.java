// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.List;
import java.util.Set;

/** Reads the state of a member of an md array, see md(4) and the kernel's md documentation. */
public final class MemberState {

    private static final Set<String> WORDS =
            Set.of(
                    "faulty",
                    "in_sync",
                    "writemostly",
                    "write_mostly",
                    "blocked",
                    "spare",
                    "write_error",
                    "want_replacement",
                    "replacement",
                    "failfast",
                    "journal",
                    "external_bbl");

    private MemberState() {}

    /**
     * Tells whether the array loses nothing with a member.
     *
     * @param text content of {@code state}
     * @return whether it holds no data that the array counts on: a spare, one that is being built,
     *     or one that has failed
     * @throws MalformedException if a word is none of the kernel's
     */
    public static boolean isExpendable(String text) throws MalformedException {
        List<String> words = List.of(text.strip().split(","));
        if (!WORDS.containsAll(words)) {
            throw new MalformedException("holds no state of a member");
        }
        return !words.contains("in_sync") && !words.contains("journal");
    }

    /**
     * Tells whether a member is the journal of the array, which takes no write without it.
     *
     * @param text content of {@code state}
     * @return whether it is
     */
    public static boolean isJournal(String text) {
        return List.of(text.strip().split(",")).contains("journal");
    }
}
