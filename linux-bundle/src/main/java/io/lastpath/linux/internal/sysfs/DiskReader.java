// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.state.Said;
import io.lastpath.linux.internal.state.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what sysfs says of a disk that is a path. For one thread at a time. */
final class DiskReader {

    /** The kernel's word in {@code dh_state}. */
    private static final String NO_HANDLER = "detached";

    private static final Set<String> OTHER_HANDLERS = Set.of("rdac", "emc", "hp_sw");
    private static final Said STANDBY = new Said(StateSource.SCSI_ACCESS, "standby");

    private final BlockIndex index;
    private final TargetPorts targets;
    private final HostStates hosts;

    DiskReader(BlockIndex index, TargetPorts targets, HostStates hosts) {
        this.index = index;
        this.hosts = hosts;
        this.targets = targets;
    }

    /** Reads a disk that another one has below it. */
    DiskFacts read(String name, DevPath device, Attributes from) {
        List<Said> said = new ArrayList<>();
        Optional<DevPath> scsi = device.scsiDevice();
        if (scsi.isPresent()) {
            scsi(scsi.get(), from, said);
            device.controller().flatMap(hosts::against).ifPresent(said::add);
        } else if (device.isNvme()) {
            device.controller().ifPresent(controller -> nvme(controller, device, from, said));
        }
        return new DiskFacts(
                name,
                number(name, device, from),
                Optional.of(device),
                said,
                targets.of(device, from));
    }

    /** The hidden node of a path has no number. */
    private String number(String name, DevPath device, Attributes from) {
        String known = index.number(name);
        return known.isEmpty() && !NvmeNames.isNode(name)
                ? from.text(Sysfs.of(device, "dev"))
                : known;
    }

    private static void scsi(DevPath scsi, Attributes from, List<Said> said) {
        from.state(StateSource.SCSI, Sysfs.of(scsi, "state"), said);
        from.state(
                StateSource.SCSI_ACCESS,
                Sysfs.of(scsi, "access_state"),
                Sysfs.of(scsi, "preferred_path"),
                () -> hasNoHandler(scsi, from),
                said);
        if (said.contains(STANDBY) && !isActivatedOtherwise(scsi, from)) {
            from.targetPortGroups(Sysfs.of(scsi, "inquiry"), said);
        }
    }

    /** Handlers of arrays that have commands of their own for it. */
    private static boolean isActivatedOtherwise(DevPath scsi, Attributes from) {
        return from.remark(Sysfs.of(scsi, "dh_state")).filter(OTHER_HANDLERS::contains).isPresent();
    }

    /**
     * The access state is the device handler's. A disk that lost its handler, which happens when a
     * map takes it that wants none, keeps the file, and reading it fails.
     */
    private static boolean hasNoHandler(DevPath scsi, Attributes from) {
        return from.remark(Sysfs.of(scsi, "dh_state")).equals(Optional.of(NO_HANDLER));
    }

    private static void nvme(DevPath controller, DevPath device, Attributes from, List<Said> said) {
        from.state(StateSource.NVME, Sysfs.of(controller, "state"), said);
        from.state(
                StateSource.ANA,
                Sysfs.of(device, "ana_state"),
                Sysfs.of(device, "ana_grpid"),
                said);
    }
}
