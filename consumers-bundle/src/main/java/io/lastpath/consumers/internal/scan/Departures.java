// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.Mount;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells which devices may have left the host although they are in use: hardware may be pulled. What
 * the kernel makes itself, such as a map or an array, is busy and stays, so that one which sysfs
 * lacks is missing from what is read.
 */
final class Departures {

    /**
     * The fixed major numbers of hardware in the kernel's list (devices.txt): SCSI disks and CD
     * drives, DASD, MMC, Xen's virtual disks, and NVMe, which shares its number with partitions.
     */
    private static final Set<Integer> HARDWARE =
            Stream.of(
                            IntStream.of(8, 11, 94, 179, 202, 259),
                            IntStream.rangeClosed(65, 71),
                            IntStream.rangeClosed(128, 135))
                    .flatMap(IntStream::boxed)
                    .collect(Collectors.toUnmodifiableSet());

    /** Their partitions have the number of those of NVMe. */
    private static final Pattern STAYS = Pattern.compile("/dev/(md|loop)[/0-9_].*");

    private final Set<Integer> majors;

    Departures(Collection<Device> devices) {
        this.majors =
                devices.stream()
                        .filter(device -> !device.number().isEmpty())
                        .filter(device -> !device.path().startsWith("/virtual/"))
                        .map(device -> DeviceNumber.major(device.number()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return whether what has that number may be pulled} */
    boolean isPossible(String number) {
        int major = DeviceNumber.major(number);
        return HARDWARE.contains(major) || majors.contains(major);
    }

    /** {@return whether what is mounted may be pulled, as its name says} */
    boolean isPossible(Mount mount) {
        return !STAYS.matcher(mount.source()).matches();
    }
}
