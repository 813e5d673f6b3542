// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * Something whose loss alone hurts.
 *
 * @param kind what it is: PHCI, card or target port
 * @param id which
 * @param verdict what its loss would do
 * @param verdictLevel its level, 0 to 4
 * @param clients names of the clients that would lose their last path, and of disks that are no
 *     clients, since they have a single path
 * @param users who uses them, most severe first; empty where nobody does or it is not known
 * @param doubt why nobody knows who uses some of them; empty where that is known
 */
public record SinglePointData(
        String kind,
        String id,
        String verdict,
        int verdictLevel,
        String clients,
        String users,
        String doubt) {}
