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

    /**
     * {@return this, with the reason that the same initiator gave before where it gives none now}
     */
    public Owner after(Owner before) {
        Intent earlier = before.intent();
        return intent.reason().isBlank() && isSameAs(earlier)
                ? new Owner(
                        new Intent(intent.initiator(), earlier.reason(), intent.accepted()), mark)
                : this;
    }

    /** {@return whether it is the same initiator, whatever it asks for} */
    public boolean isSameAs(Intent other) {
        return intent.initiator().isSameAs(other.initiator());
    }
}
