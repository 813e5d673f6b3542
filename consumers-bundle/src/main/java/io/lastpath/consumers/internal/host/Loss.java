// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The loss of several disks together. For one thread. */
public final class Loss {

    private final Devices devices;
    private final Set<String> lost;
    private final Map<String, Fate> known = new HashMap<>();

    /**
     * The loss of disks.
     *
     * @param devices all devices
     * @param lost names of those that go
     */
    public Loss(Devices devices, Set<String> lost) {
        this.devices = devices;
        this.lost = Set.copyOf(lost);
    }

    /** {@return what becomes of a device} */
    public Fate of(String name) {
        Fate fate = known.get(name);
        if (fate == null) {
            // A device that stands on itself, which no kernel allows, must not end this.
            known.put(name, Fate.LOST);
            fate = lost.contains(name) ? Fate.LOST : standing(name);
            known.put(name, fate);
        }
        return fate;
    }

    private Fate standing(String name) {
        return devices.named(name)
                .map(device -> of(devices.needs(device), device.array()))
                .orElse(Fate.KEPT);
    }

    /**
     * Judges something that stands on several devices.
     *
     * @param members names of the devices
     * @param redundancy how it lives without some of them
     * @return what becomes of it
     */
    public Fate of(Collection<String> members, Redundancy redundancy) {
        int gone = 0;
        Fate worst = Fate.KEPT;
        for (String member : members) {
            Fate fate = of(member);
            if (fate == Fate.LOST && !redundancy.expendable().contains(member)) {
                gone++;
            }
            worst = fate.compareTo(worst) > 0 ? fate : worst;
        }
        if (gone > redundancy.spare()) {
            return Fate.LOST;
        }
        return worst == Fate.KEPT ? Fate.KEPT : Fate.WEAKENED;
    }
}
