// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.HostUse;
import java.util.Optional;

/**
 * What a look at the host brought. Immutable.
 *
 * @param use who uses what; empty where that could not be found out
 * @param failure why not, in a sentence; empty where it could
 */
public record Known(Optional<HostUse> use, String failure) {

    /** {@return what was found} */
    public static Known of(HostUse use) {
        return new Known(Optional.of(use), "");
    }

    /** {@return that nothing was found, for a reason} */
    public static Known nothing(String failure) {
        return new Known(Optional.empty(), failure);
    }
}
