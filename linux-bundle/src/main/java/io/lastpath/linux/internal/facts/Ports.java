// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.facts;

import io.lastpath.linux.internal.parse.DevPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which PCI functions have several ports. Immutable.
 *
 * @param several the functions
 */
public record Ports(Set<DevPath> several) {

    /** Copies the set. */
    public Ports {
        several = Set.copyOf(several);
    }

    /**
     * Counts the ports below each function.
     *
     * @param controllers SCSI hosts and NVMe controllers, all that there are
     * @return the functions that have several
     */
    public static Ports of(Collection<DevPath> controllers) {
        Map<DevPath, DevPath> first = new HashMap<>();
        Set<DevPath> several = new HashSet<>();
        for (DevPath controller : controllers) {
            Optional<DevPath> function = controller.function();
            Optional<DevPath> port = function.flatMap(controller::portBelow);
            if (port.isPresent()) {
                DevPath known = first.putIfAbsent(function.get(), port.get());
                if (known != null && !known.equals(port.get())) {
                    several.add(function.get());
                }
            }
        }
        return new Ports(several);
    }

    /** {@return the initiator port above a device; empty if there is none} */
    public Optional<DevPath> above(DevPath device) {
        return device.initiatorPort(several::contains);
    }
}
