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

    @Describe("Different PHCIs.")
    int getPhciCount();

    @Describe("Its PHCIs with their states, sorted by name; a repeated one as often as it occurs.")
    List<GroupPhciData> getPhcis();

    @Describe("Clients.")
    int getClientCount();

    @Describe("Its clients with their paths, in walk order; at most as many as the bean limit.")
    List<ClientData> getClients();

    @Describe("Paths that each client has, usable or not.")
    int getPathsPerClient();

    @Describe("Usable paths of the client that has the fewest.")
    int getLeastUsablePaths();

    @Describe("Usable paths of the client that has the most.")
    int getMostUsablePaths();
}
