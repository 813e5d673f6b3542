// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an NVMe controller with the hidden nodes of the paths over it. What vanishes while it is
 * read makes for another try with the whole controller. For one thread at a time.
 */
final class ControllerReader {

    private final BlockIndex index;
    private final DiskReader disks;

    ControllerReader(BlockIndex index, DiskReader disks) {
        this.index = index;
        this.disks = disks;
    }

    Reading<Controller> read(DevPath controller, HostFiles files) {
        return Retries.of(() -> attempt(controller, files));
    }

    private Reading<Controller> attempt(DevPath controller, HostFiles files) {
        Attributes from = new Attributes(files);
        List<DiskFacts> nodes = new ArrayList<>();
        for (String name : from.list(Sysfs.of(controller))) {
            if (NvmeNames.isNode(name)) {
                nodes.add(node(name, DevPath.of(controller + "/" + name), from));
            }
        }
        String subsystem = from.remark(Sysfs.of(controller, "subsysnqn")).orElse("");
        String link = Sysfs.NVME_CONTROLLERS + "/" + controller.name();
        boolean gone = !from.gaps().isEmpty() && from.hasGone(controller, List.of(link));
        return gone
                ? Reading.nothing()
                : new Reading<>(List.of(new Controller(controller, subsystem, nodes)), from.gaps());
    }

    /** The kernel lists hidden nodes among the disks as well: one that is not is none of its. */
    private DiskFacts node(String name, DevPath device, Attributes from) {
        String link = Sysfs.DISKS + "/" + name;
        if (!index.names().contains(name) && !from.exists(link)) {
            from.note(Sysfs.of(device), "is there, but " + link + " is missing");
        }
        return disks.read(name, device, from);
    }
}
