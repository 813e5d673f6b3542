// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;

/**
 * How grave a module finds what it was asked, beside RCM's own answer, which stays as it is.
 *
 * @param verdict how grave; {@link Verdict#UNKNOWN} turns an agreement into a refusal unless the
 *     request is forced and accepts {@link Intent#ACCEPT_UNKNOWN}
 * @param reason a sentence for {@code verdict}; empty only for {@link #NONE}
 */
public record Assessment(Verdict verdict, String reason) {
    /** Nothing to add. */
    public static final Assessment NONE = new Assessment(Verdict.SAFE, "");

    /** Checks that nothing is missing. */
    public Assessment {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
    }
}
