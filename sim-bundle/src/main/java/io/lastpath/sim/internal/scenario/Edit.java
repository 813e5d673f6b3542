// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

/**
 * A change of a scenario.
 *
 * @param scenario the scenario after it
 * @param report what was done, in one sentence
 */
public record Edit(Scenario scenario, String report) {}
