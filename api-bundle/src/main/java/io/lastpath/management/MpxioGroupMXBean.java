// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A group: the clients that share the same multiset of PHCIs. Getters answer from memory and never
 * wait.
 */
@ProviderType
@Describe("A group: the clients that share the same multiset of PHCIs.")
public interface MpxioGroupMXBean {

    @Describe("How many different PHCIs the group has.")
    int getPhciCount();

    @Describe(
            "PHCIs of the group with their states, sorted by name; a repeated one as often as it occurs.")
    List<GroupPhciData> getPhcis();

    @Describe("How many clients the group has.")
    int getClientCount();

    @Describe(
            "Clients of the group with their paths, in walk order; at most as many as the bean limit.")
    List<ClientData> getClients();

    @Describe("How many paths each client has, usable or not.")
    int getPathsPerClient();

    @Describe("How many usable paths the client with the fewest has.")
    int getLeastUsablePaths();

    @Describe("How many usable paths the client with the most has.")
    int getMostUsablePaths();
}
