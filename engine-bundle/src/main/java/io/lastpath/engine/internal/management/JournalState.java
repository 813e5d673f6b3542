// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.rcm.JournalStatus;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the journal is, the worst last. */
enum JournalState {
    OK,
    FAILING,
    LOST;

    static JournalState of(JournalStatus status) {
        if (!status.loss().isEmpty()) {
            return LOST;
        }
        return status.problem().isEmpty() ? OK : FAILING;
    }

    /** {@return all that is wrong, in sentences; empty for nothing} */
    static String problem(JournalStatus status) {
        return Stream.of(status.loss(), status.problem())
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(". "));
    }
}
