// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.tree;

import io.lastpath.sim.internal.scenario.Scenario;
import java.util.Optional;

/**
 * What is simulated at one moment. Immutable.
 *
 * @param scenario the scenario; empty while none is loaded
 * @param source the file or recording that it was loaded from; empty for none
 * @param changed whether it was edited since it was loaded or saved
 * @param failure why reads fail; empty if they do not
 */
public record HostState(
        Optional<Scenario> scenario, String source, boolean changed, String failure) {

    /** No scenario, no failure. */
    public static final HostState EMPTY = new HostState(Optional.empty(), "", false, "");

    /** {@return this state with a scenario just loaded} */
    public HostState loaded(Scenario loaded, String from) {
        return new HostState(Optional.of(loaded), from, false, failure);
    }

    /** {@return this state with its scenario edited} */
    public HostState edited(Scenario after) {
        return new HostState(Optional.of(after), source, true, failure);
    }

    /** {@return this state with its scenario saved} */
    public HostState saved() {
        return new HostState(scenario, source, false, failure);
    }

    /** {@return this state with reads that fail, or do not for an empty reason} */
    public HostState failing(String reason) {
        return new HostState(scenario, source, changed, reason);
    }
}
