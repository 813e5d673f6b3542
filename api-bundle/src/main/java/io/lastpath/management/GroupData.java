// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A group in one line: the clients that share the same multiset of PHCIs.
 *
 * @param id name of its bean
 * @param phcis ids of its PHCIs, sorted, a repeated one as often as it occurs
 * @param clients how many clients
 * @param pathsPerClient paths that each client has
 * @param leastUsablePaths usable paths of the client that has the fewest
 */
public record GroupData(
        String id, String phcis, int clients, int pathsPerClient, int leastUsablePaths) {}
