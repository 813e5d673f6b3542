// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import io.lastpath.rcm.Intent;
import java.util.Objects;

/**
 * Whose a DR request is.
 *
 * @param intent who asked, and why
 * @param mark tells the initiator's process from a later one with the same number, see {@link
 *     Presence#mark}
 */
public record Owner(Intent intent, long mark) {

    /** Checks that somebody is named. */
    public Owner {
        Objects.requireNonNull(intent, "intent");
    }

    /** {@return whether it is the same initiator, whatever it asks for} */
    public boolean isSameAs(Intent other) {
        return intent.initiator().isSameAs(other.initiator());
    }
}
