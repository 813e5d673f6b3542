// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;
import java.util.Set;

/**
 * Who asks, why, and what they accept to lose. Modules see the intent of the outside request,
 * however deep the cascade; where that accepts everything that it names, or that a call further out
 * does, the resource that they are called for is among {@link #accepted} as well.
 *
 * @param initiator who asks
 * @param reason free text for the record; may be empty
 * @param accepted names of what the initiator knowingly gives up with {@link RcmFlags#FORCE}:
 *     without its name here, something that is {@link Verdict#SYSTEM_CRITICAL} is not let go even
 *     by force; may be empty
 */
public record Intent(Initiator initiator, String reason, Set<String> accepted) {

    /** What {@link #accepted} holds where the initiator accepts not to know what will be lost. */
    public static final String ACCEPT_UNKNOWN = "UNKNOWN";

    /** Checks that nothing is missing and copies the set. */
    public Intent {
        Objects.requireNonNull(initiator, "initiator");
        Objects.requireNonNull(reason, "reason");
        accepted = Set.copyOf(accepted);
    }

    /**
     * An intent that accepts no loss.
     *
     * @param initiator who asks
     * @param reason free text for the record; may be empty
     * @return the intent
     */
    public static Intent of(Initiator initiator, String reason) {
        return new Intent(initiator, reason, Set.of());
    }
}
