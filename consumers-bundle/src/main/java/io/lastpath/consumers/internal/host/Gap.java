// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Set;

/**
 * Something that could not be looked into and may hide a user. Immutable.
 *
 * @param reason a sentence that names the file, or who it is
 * @param devices names of the devices whose users it may hide; empty for any
 */
public record Gap(String reason, Set<String> devices) {

    /** Copies the names. */
    public Gap {
        devices = Set.copyOf(devices);
    }

    /** {@return a gap that may hide a user of any device} */
    public static Gap anywhere(String reason) {
        return new Gap(reason, Set.of());
    }

    /** {@return a gap that may hide a user of one device, or of what it stands on} */
    public static Gap at(String device, String reason) {
        return new Gap(reason, Set.of(device));
    }
}
