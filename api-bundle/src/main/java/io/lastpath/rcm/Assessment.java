// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;
import java.util.Set;

/**
 * How grave a module finds what it was asked, beside RCM's own answer, which stays as it is.
 *
 * @param verdict how grave; {@link Verdict#UNKNOWN} turns an agreement into a refusal unless the
 *     request is forced and accepts {@link Intent#ACCEPT_UNKNOWN}, and {@link
 *     Verdict#SYSTEM_CRITICAL} unless it is forced and accepts one of {@code uses} or a resource
 *     that it names
 * @param reason a sentence for {@code verdict}; empty only for {@link #NONE}
 * @param uses names of what would be lost, each good for {@link Intent#accepted()}; where a module
 *     gives none, the coordinator puts the resource that it asked the module about
 */
public record Assessment(Verdict verdict, String reason, Set<String> uses) {
    /** Nothing to add. */
    public static final Assessment NONE = new Assessment(Verdict.SAFE, "");

    /** Checks that nothing is missing and copies the set. */
    public Assessment {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
        uses = Set.copyOf(uses);
    }

    /**
     * An assessment that is about the resource asked about.
     *
     * @param verdict how grave
     * @param reason a sentence for {@code verdict}
     */
    public Assessment(Verdict verdict, String reason) {
        this(verdict, reason, Set.of());
    }
}
