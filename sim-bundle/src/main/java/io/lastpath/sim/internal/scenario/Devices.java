// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.List;

/**
 * The device tree of a scenario. Immutable.
 *
 * @param phcis device paths of the PHCI nodes; a path may lead through others as well
 * @param clients the clients in walk order
 */
public record Devices(List<String> phcis, List<ScenarioClient> clients) {

    /** Copies the lists. */
    public Devices {
        phcis = List.copyOf(phcis);
        clients = List.copyOf(clients);
    }
}
