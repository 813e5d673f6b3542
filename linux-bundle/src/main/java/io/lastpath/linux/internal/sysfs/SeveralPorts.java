// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.Ports;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The functions on which the readings of one host have found SCSI hosts of several ports at a time.
 * What hosts they have later is called by the port as well: called by the function, the last one
 * that is left would be another PHCI than the one that is offline or was removed. A function that
 * leaves the host is remembered, too, since a DR request on its port outlives that. Safe for use by
 * several threads.
 */
public final class SeveralPorts {

    /** Far more than there are on any host. */
    static final int KEPT = 10_000;

    private final Map<DevPath, Boolean> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DevPath, Boolean> eldest) {
                    return size() > KEPT;
                }
            };

    /**
     * Adds what a reading has found, and has what it has found a host on kept the longest. It
     * counts even if the reading is incomplete: that shows the ports by these names as well.
     *
     * @param hosts the SCSI hosts that there were at one time
     * @return all functions that have or had several ports
     */
    synchronized Set<DevPath> with(Collection<DevPath> hosts) {
        Ports.of(hosts, Map.of()).several().forEach(function -> known.put(function, true));
        hosts.forEach(host -> host.function().ifPresent(known::get));
        return Set.copyOf(known.keySet());
    }
}
