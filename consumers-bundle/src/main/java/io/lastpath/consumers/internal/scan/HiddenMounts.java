// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds file systems that no visible mount shows, since they are mounted in another name space or
 * were unmounted lazily: some types list each of theirs in sysfs for everybody. For one thread.
 */
final class HiddenMounts {

    private static final List<String> TYPES = List.of("ext4", "xfs", "f2fs");

    private final HostFiles files;
    private final Gaps gaps;

    HiddenMounts(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
    }

    /** {@return uses of devices that no visible mount has} */
    List<Use> uses(Devices devices, Set<String> visible) {
        List<Use> uses = new ArrayList<>();
        for (String type : TYPES) {
            String folder = "sys/fs/" + type;
            try {
                for (String entry : files.list(folder)) {
                    Optional<Device> device = devices.named(entry);
                    if (device.isPresent() && !visible.contains(entry)) {
                        uses.add(use(type, device.get()));
                    }
                }
            } catch (NoSuchFileException e) {
                continue; // this kernel has none of it
            } catch (IOException e) {
                gaps.anywhere(folder, e);
            }
        }
        return uses;
    }

    private static Use use(String type, Device device) {
        return new Use(
                FileSystems.MODULE,
                device.name(),
                type + " file system mounted where it cannot be seen on",
                "a file system of " + device.label() + " is mounted where it cannot be seen",
                Verdict.DATA_CRITICAL,
                Use.names(device.label(), device.name()));
    }
}
