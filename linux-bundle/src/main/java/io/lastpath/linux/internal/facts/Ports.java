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
 * What is to be known to tell an initiator port. Immutable.
 *
 * @param several functions whose ports are called by themselves, since there are or were several
 * @param behind SCSI hosts through whose port an NVMe controller goes, by the controller
 */
public record Ports(Set<DevPath> several, Map<DevPath, DevPath> behind) {

    /** Copies both. */
    public Ports {
        several = Set.copyOf(several);
        behind = Map.copyOf(behind);
    }

    /**
     * Counts the ports below each function.
     *
     * @param controllers SCSI hosts and NVMe controllers, all that there are
     * @param behind SCSI hosts that NVMe controllers go through
     * @return the functions that have several
     */
    public static Ports of(Collection<DevPath> controllers, Map<DevPath, DevPath> behind) {
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
        return new Ports(several, behind);
    }

    /** {@return the same, with more functions that have or had several ports} */
    public Ports and(Set<DevPath> more) {
        Set<DevPath> all = new HashSet<>(several);
        all.addAll(more);
        return new Ports(all, behind);
    }

    /** {@return the initiator port above a device; empty if there is none} */
    public Optional<DevPath> above(DevPath device) {
        return device.controller().map(behind::get).orElse(device).initiatorPort(several::contains);
    }

    /** {@return the SCSI host that a controller goes through; itself where it is one} */
    public DevPath behind(DevPath controller) {
        return behind.getOrDefault(controller, controller);
    }
}
