// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.facts;

import io.lastpath.linux.internal.parse.DevPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sysfs says of a host, read in one go. Immutable.
 *
 * @param ports tells the initiator port of a device
 * @param initiators initiator ports to be shown even where no client has a path there
 * @param clients the clients, in the order of their numbers
 * @param otherMaps names of what device-mapper has beside them, as far as they can be read
 * @param numbers every block device by its number, as major:minor
 * @param gaps what could not be read
 */
public record HostFacts(
        Ports ports,
        List<DevPath> initiators,
        List<ClientFacts> clients,
        Set<String> otherMaps,
        Map<String, DevPath> numbers,
        List<Gap> gaps) {

    /** Copies what could change. */
    public HostFacts {
        initiators = List.copyOf(initiators);
        clients = List.copyOf(clients);
        otherMaps = Set.copyOf(otherMaps);
        numbers = Map.copyOf(numbers);
        gaps = List.copyOf(gaps);
    }

    /** {@return the same with other initiator ports and gaps} */
    public HostFacts with(List<DevPath> shown, List<Gap> unread) {
        return new HostFacts(ports, shown, clients, otherMaps, numbers, unread);
    }

    /**
     * {@return whether both lead to the same tree, if the tools say the same; those of this host
     * are not asked for other maps}
     */
    public boolean hasSameTree(HostFacts other) {
        return ports.equals(other.ports)
                && initiators.equals(other.initiators)
                && clients.equals(other.clients)
                && gaps.equals(other.gaps);
    }
}
