// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.RcmFlags;
import java.util.List;
import java.util.Objects;

/** What a caller gave, taken before anything happens: there, and its later changes left out. */
final class Given {

    private Given() {}

    /** {@return the names as they are now; one that is null is refused later, as an empty one} */
    static List<String> names(List<String> resources) {
        return Objects.requireNonNull(resources, "resources").stream().toList();
    }

    static RcmFlags flags(RcmFlags flags) {
        return Objects.requireNonNull(flags, "flags");
    }
}
