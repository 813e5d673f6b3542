// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A PHCI in one line.
 *
 * @param id name of its bean
 * @param devicePath its device path
 * @param state best state of its paths
 * @param stateNumber its number
 * @param resourceState state of the resource
 * @param resourceStateNumber its number
 * @param groups groups that it belongs to
 * @param clients clients that it leads to
 * @param paths paths through it
 * @param verdict what its loss would do
 * @param verdictLevel its level, 0 to 4
 * @param endangeredClients clients that would lose their last path
 */
public record PhciData(
        String id,
        String devicePath,
        String state,
        int stateNumber,
        String resourceState,
        int resourceStateNumber,
        int groups,
        int clients,
        int paths,
        String verdict,
        int verdictLevel,
        int endangeredClients) {}
