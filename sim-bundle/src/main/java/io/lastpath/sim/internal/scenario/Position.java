// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

/**
 * A position in a text.
 *
 * @param line from 1
 * @param column from 1, in bytes
 */
record Position(int line, int column) {}
