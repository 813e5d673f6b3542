// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;

/**
 * How the journal is, in which open DR requests outlive the coordinator.
 *
 * @param file where it is; empty if none is kept
 * @param loss what could not be read at the start, where it is now, in a sentence; empty if nothing
 *     was lost, or the loss was acknowledged
 * @param problem why it cannot be written now, in a sentence; empty while it can
 * @param unread why it was not read so far, so that nobody knows which DR requests are open, in a
 *     sentence; empty if it was read
 */
public record JournalStatus(String file, String loss, String problem, String unread) {

    /** Checks that nothing is missing. */
    public JournalStatus {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(unread, "unread");
    }
}
