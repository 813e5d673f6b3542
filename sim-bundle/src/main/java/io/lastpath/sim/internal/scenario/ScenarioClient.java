// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A client of a scenario. Immutable.
 *
 * @param path its device path; empty where it cannot be found out
 * @param name what people call it; may be empty
 * @param identity its WWID; may be empty
 * @param paths its paths in order; may be empty
 */
public record ScenarioClient(
        Optional<String> path, String name, String identity, List<ScenarioPath> paths) {

    /** Copies the list. */
    public ScenarioClient {
        paths = List.copyOf(paths);
    }

    /** {@return what to call it in a sentence} */
    public String label() {
        return name.isEmpty() ? path.orElse("the client without a path") : name;
    }

    /**
     * Replaces its paths.
     *
     * @param others the new ones
     * @return this client with those paths
     */
    public ScenarioClient withPaths(List<ScenarioPath> others) {
        return new ScenarioClient(path, name, identity, others);
    }
}
