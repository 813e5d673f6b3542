// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.devinfo.PathState;
import java.util.Optional;

/**
 * A path of a client of a scenario. Immutable.
 *
 * @param phci device path of its PHCI; empty where that cannot be found out
 * @param state its state
 * @param phciMissing whether it has no PHCI node at all; {@code phci} is empty then
 * @param targetPort address of the target port; may be empty
 */
public record ScenarioPath(
        Optional<String> phci, PathState state, boolean phciMissing, String targetPort) {

    /**
     * Tells whether it leads through a PHCI.
     *
     * @param device the device path of the PHCI
     * @return whether it does
     */
    public boolean leadsThrough(String device) {
        return phci.isPresent() && phci.get().equals(device);
    }

    /**
     * Replaces its state.
     *
     * @param other the new one
     * @return this path in that state
     */
    public ScenarioPath withState(PathState other) {
        return new ScenarioPath(phci, other, phciMissing, targetPort);
    }
}
