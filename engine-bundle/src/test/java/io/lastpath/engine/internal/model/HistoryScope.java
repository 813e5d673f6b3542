// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

/**
 * What happens in histories.
 *
 * @param steps how many steps
 * @param restarts the coordinator is stopped and killed
 * @param deaths initiators end
 * @param hangs a module hangs
 */
public record HistoryScope(int steps, boolean restarts, boolean deaths, boolean hangs) {

    /** The time limit of a module that hangs; long enough for a busy machine. */
    static final int LIMIT_MILLIS = 1_000;
}
