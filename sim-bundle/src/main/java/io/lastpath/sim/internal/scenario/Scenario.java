// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.List;

/**
 * A recorded or invented host. Immutable.
 *
 * @param title what it is, for people; may be empty
 * @param devices its device tree
 * @param consumers who uses which client, in order
 */
public record Scenario(String title, Devices devices, List<ScenarioConsumer> consumers) {

    /** Copies the list. */
    public Scenario {
        consumers = List.copyOf(consumers);
    }

    /** {@return how many paths its clients have together} */
    public int pathCount() {
        return devices.clients().stream().mapToInt(client -> client.paths().size()).sum();
    }

    /** {@return its size in words, for example {@code 9 clients, 23 paths and 6 consumers}} */
    public String size() {
        return Words.count(devices.clients().size(), "client")
                + ", "
                + Words.count(pathCount(), "path")
                + " and "
                + Words.count(consumers.size(), "consumer");
    }

    /**
     * Replaces the clients.
     *
     * @param clients the new ones
     * @return this scenario with those clients
     */
    public Scenario withClients(List<ScenarioClient> clients) {
        return new Scenario(title, new Devices(devices.phcis(), clients), consumers);
    }
}
