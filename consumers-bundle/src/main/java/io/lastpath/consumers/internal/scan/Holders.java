// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes uses of the devices that are built on others: logical volumes, arrays, dm-crypt and other
 * maps, loop devices. A partition that nobody uses is none. Stateless.
 */
final class Holders {

    static final String LVM = "lvm";
    static final String ARRAYS = "md";
    static final String MAPS = "dm";
    static final String LOOPS = "loop";

    private Holders() {}

    static List<Use> uses(Devices devices) {
        return devices.all().stream().flatMap(device -> use(devices, device).stream()).toList();
    }

    private static Optional<Use> use(Devices devices, Device device) {
        if (device.slaves().isEmpty()) {
            return Optional.empty();
        }
        return switch (device.kind()) {
            case LOGICAL_VOLUME -> Optional.of(use(LVM, device, "logical volume", "is active"));
            case HIDDEN_VOLUME ->
                    isTop(devices, device)
                            ? Optional.of(
                                    use(LVM, device, "part of a logical volume,", "is active"))
                            : Optional.empty();
            case ARRAY -> Optional.of(use(ARRAYS, device, array(device), "is assembled"));
            case CRYPT -> Optional.of(use(MAPS, device, "encrypted device", "is open"));
            case MAP -> Optional.of(use(MAPS, device, "device-mapper device", "is set up"));
            case LOOP -> Optional.of(use(LOOPS, device, "loop device", "is attached"));
            case DISK -> Optional.of(use(MAPS, device, "device", "stands on it"));
            case MULTIPATHED, PATH, PARTITION -> Optional.empty();
        };
    }

    /** What LVM keeps to itself is shown by the volume above it. */
    private static boolean isTop(Devices devices, Device device) {
        return devices.above(device.name()).stream()
                .flatMap(name -> devices.named(name).stream())
                .noneMatch(
                        above ->
                                above.kind() == Kind.LOGICAL_VOLUME
                                        || above.kind() == Kind.HIDDEN_VOLUME);
    }

    private static String array(Device device) {
        String word = device.array().word();
        return word.isEmpty() ? "RAID array" : word + " array";
    }

    private static Use use(String module, Device device, String what, String state) {
        return new Use(
                module,
                Set.of(device.name()),
                Redundancy.NONE,
                what,
                device.label() + " " + state,
                Verdict.DATA_CRITICAL,
                Use.names(device.label(), device.name()));
    }
}
