// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A path of the scenario.
 *
 * @param client device path of the client
 * @param number which path of the client, from 1
 * @param phci device path of the PHCI
 * @param state state word
 * @param stateNumber its number
 */
public record SimulatedPathData(
        String client, int number, String phci, String state, int stateNumber) {}
