// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.DevPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Wherever a link leads, a device is below the folder of devices and its PHCI above the device. */
public final class DevPathFuzz {

    private DevPathFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String target = new String(input, StandardCharsets.UTF_8);
        Optional<DevPath> device = DevPath.ofLink("/sys/block", target, "/sys/devices");
        device.ifPresent(DevPathFuzz::check);
        check(DevPath.of(target));
    }

    private static void check(DevPath device) {
        for (boolean several : new boolean[] {false, true}) {
            device.initiatorPort(any -> several)
                    .ifPresent(port -> Flaws.unless(isAbove(port, device), device));
        }
        device.scsiDevice().ifPresent(scsi -> Flaws.unless(isAbove(scsi, device), device));
        Flaws.unless(DevPath.of(device.toString()).equals(device), device);
    }

    private static boolean isAbove(DevPath above, DevPath device) {
        int length = above.components().size();
        return length <= device.components().size()
                && device.components().subList(0, length).equals(above.components());
    }
}
