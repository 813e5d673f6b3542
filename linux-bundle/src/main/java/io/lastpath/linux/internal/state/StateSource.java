// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.state;

/** Who says something about the state of a path. */
public enum StateSource {
    /** The kernel about a SCSI disk: its attribute {@code state}. */
    SCSI("sysfs", "state"),
    /** The kernel about the SCSI host of a disk: its attribute {@code state}. */
    SCSI_HOST("host", "scsi_host/state"),
    /** The kernel about the port of a SCSI disk: its attribute {@code access_state}. */
    SCSI_ACCESS("access", "access_state"),
    /**
     * A SCSI disk about who may change the state of its ports: TPGS in its standard inquiry data.
     */
    SCSI_TPGS("tpgs", "inquiry"),
    /** A SCSI disk about which disk it is: its device identification page. */
    SCSI_UNIT("vpd", "vpd_pg83"),
    /** The kernel about an NVMe controller: its attribute {@code state}. */
    NVME("nvme", "state"),
    /** The kernel about a namespace on a controller: its attribute {@code ana_state}. */
    ANA("ana", "ana_state"),
    /** The kernel's multipath target, by {@code dmsetup status}. */
    DM("dm", "dmsetup status"),
    /** What multipathd knows of the kernel's multipath target. */
    DAEMON_DM("multipathd dm", "dm_st"),
    /** What multipathd knows of the kernel's state of the disk. */
    DAEMON_DISK("multipathd disk", "dev_st"),
    /** The path checker of multipathd. */
    CHECKER("checker", "chk_st"),
    /** The error statistics of multipathd. */
    MARGINAL("errors", "marginal_st");

    private final String label;
    private final String origin;

    StateSource(String label, String origin) {
        this.label = label;
        this.origin = origin;
    }

    /** {@return what it is called before its word} */
    public String label() {
        return label;
    }

    /** {@return the attribute, member or command that the word comes from} */
    public String origin() {
        return origin;
    }
}
