// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

/** A scenario cannot be read. The message is one sentence: the file, the place, what is wrong. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioException(String message) {
        super(message);
    }

    ScenarioException(String message, Throwable cause) {
        super(message, cause);
    }
}
