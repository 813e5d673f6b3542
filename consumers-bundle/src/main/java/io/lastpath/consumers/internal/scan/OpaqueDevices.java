// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds devices in use that the kernel shows on no hardware and on no other device, and of which it
 * is not known that they need none: those of volume managers and of multipathing that are not part
 * of the kernel, such as VxVM, ADVM or PowerPath, and layers of device-mapper of which a copy lacks
 * what is below them. Stateless.
 */
final class OpaqueDevices {

    private static final String VIRTUAL = "/virtual/block/";

    /** Memory, a network, flash; a file that is told of elsewhere; and DRBD, which is, too. */
    private static final Pattern KNOWN =
            Pattern.compile(
                    "(ram|zram|nullb|nbd|rbd|rnbd|mtdblock|ubiblock|drbd)[0-9].*|etherd!.*");

    private OpaqueDevices() {}

    static List<Gap> gaps(Devices devices, List<Use> uses) {
        Set<String> used = new TreeSet<>();
        for (Use use : uses) {
            use.devices().forEach(name -> used.addAll(devices.below(name).keySet()));
        }
        return used.stream()
                .flatMap(name -> devices.named(name).stream())
                .filter(OpaqueDevices::isOpaque)
                .map(Device::name)
                .map(name -> Gap.anywhere("what " + name + " stands on cannot be read"))
                .toList();
    }

    private static boolean isOpaque(Device device) {
        return device.slaves().isEmpty()
                && device.path().startsWith(VIRTUAL)
                && (isStranger(device) || isLayer(device));
    }

    private static boolean isStranger(Device device) {
        return device.kind() == Kind.DISK && !KNOWN.matcher(device.name()).matches();
    }

    /** What device-mapper makes stands on something, but for a multipathed disk without a path. */
    private static boolean isLayer(Device device) {
        return device.name().startsWith("dm-") && device.kind() != Kind.MULTIPATHED;
    }
}
