// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;

/**
 * A module in service, or one that stands by.
 *
 * @param name its name
 * @param info its own line on name and version; a sentence in its place where it failed to say
 * @param registrations how many registrations it holds, for itself and for processes
 * @param failures how many of its callbacks threw, ran out of time or were cut short
 * @param lastFailure the last such failure in one sentence; empty for none
 * @param standsBy why it stands by and is not asked, in one sentence; empty if it serves
 * @param unregistered why nobody knows all that it would speak up for, in sentences; empty if that
 *     is known
 */
public record ModuleStatus(
        String name,
        String info,
        int registrations,
        long failures,
        String lastFailure,
        String standsBy,
        String unregistered) {

    /** Checks that nothing is missing. */
    public ModuleStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(lastFailure, "lastFailure");
        Objects.requireNonNull(standsBy, "standsBy");
        Objects.requireNonNull(unregistered, "unregistered");
    }

    /** {@return whether it is asked; otherwise it stands by} */
    public boolean isServing() {
        return standsBy.isEmpty();
    }
}
