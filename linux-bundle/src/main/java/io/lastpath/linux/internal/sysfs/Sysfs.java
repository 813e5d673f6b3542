// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.parse.DevPath;

/** Where things are on a Linux host, see sysfs(5). The only place that knows. */
public final class Sysfs {

    /** Every device. */
    public static final String DEVICES = "/sys/devices";

    /** Block devices by number, as links. */
    public static final String NUMBERS = "/sys/dev/block";

    /** Block devices by name, as links. */
    public static final String DISKS = "/sys/block";

    /** Where device-mapper devices are themselves. */
    public static final String VIRTUAL_DISKS = DEVICES + "/virtual/block";

    /** SCSI hosts, as links. */
    public static final String SCSI_HOSTS = "/sys/class/scsi_host";

    /** NVMe controllers, as links. */
    public static final String NVME_CONTROLLERS = "/sys/class/nvme";

    /** SCSI hosts of Fibre Channel, as links. */
    public static final String FC_HOSTS = "/sys/class/fc_host";

    /** Remote ports of Fibre Channel, as links. */
    public static final String FC_REMOTE_PORTS = "/sys/class/fc_remote_ports";

    /** Where the process id of multipathd is. */
    public static final String DAEMON_PID = "/run/multipathd.pid";

    /** The control device of device-mapper, which only those with permission may write. */
    public static final String DM_CONTROL = "/dev/mapper/control";

    /** What is mounted, see proc_pid_mountinfo(5). */
    public static final String MOUNTS = "/proc/self/mountinfo";

    /** What is swapped to, see proc_swaps(5). */
    public static final String SWAPS = "/proc/swaps";

    /** Where the names of devices begin. */
    public static final String NODES = "/dev/";

    /** There on a host that runs, and not in a copy of its files. */
    static final String NAMESPACE = "/proc/self/ns/pid";

    private Sysfs() {}

    /** {@return the folder of a device} */
    public static String of(DevPath device) {
        return DEVICES + device;
    }

    /** {@return an attribute of a device} */
    public static String of(DevPath device, String attribute) {
        return DEVICES + device + "/" + attribute;
    }
}
