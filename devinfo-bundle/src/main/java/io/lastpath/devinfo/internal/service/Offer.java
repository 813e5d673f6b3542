// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import java.nio.file.Path;

/**
 * Whether a device tree is offered, and if not, why. Immutable.
 *
 * @param library the library as it is configured
 * @param file the library that is in use; null for none
 * @param reason why no tree is offered, in one sentence; empty if one is
 */
record Offer(String library, Path file, String reason) {

    static Offer none(String library, String reason) {
        return new Offer(library, null, reason);
    }

    boolean isMade() {
        return reason.isEmpty();
    }
}
