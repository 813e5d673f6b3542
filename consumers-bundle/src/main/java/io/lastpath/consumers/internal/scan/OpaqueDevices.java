// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
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
 * Finds devices that the kernel shows on no hardware and on no other device, and of which it is not
 * known that they need none: those of volume managers and of multipathing that are not part of the
 * kernel, such as VxVM, ADVM or PowerPath, while they are in use, and layers of device-mapper of
 * which a copy lacks what is below them, in use or not. For one thread.
 */
final class OpaqueDevices {

    private static final String VIRTUAL = "/virtual/block/";

    /** Memory, a network, flash; a file that is told of elsewhere; and DRBD, which is, too. */
    private static final Pattern KNOWN =
            Pattern.compile(
                    "(ram|zram|nullb|nbd|rbd|rnbd|mtdblock|ubiblock|drbd)[0-9].*|etherd!.*");

    private final HostFiles files;
    private final Devices devices;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> doubtful = new TreeSet<>();
    private final BottomMaps bottoms;

    /**
     * A look.
     *
     * @param devices the devices
     * @param uses who uses them
     * @param gaps what could not be read of them
     */
    OpaqueDevices(HostFiles files, Devices devices, List<Use> uses, List<Gap> gaps) {
        this.files = files;
        this.devices = devices;
        this.bottoms = new BottomMaps(files);
        for (Use use : uses) {
            use.devices().forEach(name -> used.addAll(devices.below(name).keySet()));
        }
        gaps.forEach(gap -> doubtful.addAll(gap.devices()));
    }

    List<Gap> gaps() {
        return devices.all().stream()
                .filter(device -> device.slaves().isEmpty())
                .filter(device -> device.path().startsWith(VIRTUAL))
                .filter(this::isOpaque)
                .map(device -> "what " + device.name() + called(device))
                .map(what -> Gap.anywhere(what + " stands on cannot be read"))
                .toList();
    }

    private static String called(Device device) {
        return device.label().equals(device.name()) ? "" : " (" + device.label() + ")";
    }

    private boolean isOpaque(Device device) {
        return switch (device.kind()) {
            case DISK -> isStranger(device) && used.contains(device.name());
            case ARRAY -> doubtful.contains(device.name());
            case MULTIPATHED, PATH, LOOP -> false;
            case PARTITION, LOGICAL_VOLUME, HIDDEN_VOLUME, CRYPT, MAP -> isLayer(device);
        };
    }

    private static boolean isStranger(Device device) {
        return device.kind() == Kind.DISK && !KNOWN.matcher(device.name()).matches();
    }

    /**
     * What device-mapper makes stands on something, but for a multipathed disk without a path. A
     * kernel that runs shows all of it; of one that ran a copy may have lost it.
     */
    private boolean isLayer(Device device) {
        return used.contains(device.name())
                || doubtful.contains(device.name())
                || !files.areOfARunningKernel() && !bottoms.contains(device);
    }
}
