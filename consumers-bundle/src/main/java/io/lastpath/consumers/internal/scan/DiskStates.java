// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells of a disk whether it takes commands, by what the kernel says of the disk and of the SCSI
 * host above it: the disks of a host whose error handler is at work, or which is being removed, say
 * that they run all the same. What is not known takes none. For one thread.
 */
final class DiskStates {

    /** What the kernel says of a SCSI disk, a SCSI host or an NVMe controller that does. */
    private static final Set<String> ALIVE = Set.of("running", "live");

    private static final Pattern BELOW_HOST = Pattern.compile("(.*/(host[0-9]+))/.*");

    private final HostFiles files;

    DiskStates(HostFiles files) {
        this.files = files;
    }

    boolean isAlive(Device disk) {
        var host = BELOW_HOST.matcher(disk.path());
        if (!host.matches()) {
            return isAlive(disk.name());
        }
        String above = "sys/devices" + host.group(1) + "/scsi_host/" + host.group(2);
        return says(state(disk.name())) && says(above + "/state");
    }

    /** Tells it of a disk, or an NVMe path, that is below no SCSI host. */
    boolean isAlive(String name) {
        boolean isStateless = !files.exists(state(name)) && files.exists(folder(name));
        return isStateless || says(state(name));
    }

    private static String folder(String name) {
        return BlockScan.FOLDER + "/" + name;
    }

    private static String state(String name) {
        return folder(name) + "/device/state";
    }

    private boolean says(String file) {
        try {
            return ALIVE.contains(files.attribute(file).strip());
        } catch (IOException e) {
            return false;
        }
    }
}
