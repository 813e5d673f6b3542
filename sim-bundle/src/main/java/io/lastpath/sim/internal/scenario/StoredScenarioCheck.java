// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.management.ScenarioCheck;
import java.util.Optional;

/** Checks a scenario by reading it from where scenarios are. Stateless. */
public final class StoredScenarioCheck implements ScenarioCheck {

    /** For who finds it by its name in the jar. */
    public StoredScenarioCheck() {}

    @Override
    public Optional<String> flaw(String file) {
        try {
            ScenarioStore.read(file);
            return Optional.empty();
        } catch (ScenarioException e) {
            return Optional.of(e.getMessage());
        }
    }
}
