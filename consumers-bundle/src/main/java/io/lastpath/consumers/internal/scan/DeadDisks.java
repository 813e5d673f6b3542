// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Use;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds disks that carry nothing even now, so that they are no spare half of anything: those
 * without a path, and those of which the kernel itself says that no path takes commands. Only where
 * several disks carry something together it is looked at. For one thread.
 */
final class DeadDisks {

    private static final Pattern HEAD = Pattern.compile("(nvme[0-9]+)(n[0-9]+)");

    private final HostFiles files;
    private final DiskStates states;

    DeadDisks(HostFiles files) {
        this.files = files;
        this.states = new DiskStates(files);
    }

    /** {@return their names} */
    Set<String> among(Devices devices, List<Use> uses) {
        Set<String> together = new HashSet<>();
        for (Use use : uses) {
            Set<String> disks = new TreeSet<>();
            use.devices().forEach(name -> disks.addAll(devices.below(name).keySet()));
            disks.removeIf(name -> !devices.named(name).filter(DeadDisks::isDisk).isPresent());
            if (disks.size() > 1) {
                together.addAll(disks);
            }
        }
        Set<String> dead = new TreeSet<>();
        for (String name : together) {
            devices.named(name)
                    .filter(disk -> isDead(disk, devices))
                    .ifPresent(disk -> dead.add(disk.name()));
        }
        return dead;
    }

    private static boolean isDisk(Device device) {
        return device.kind() == Device.Kind.MULTIPATHED || device.isPlainDisk();
    }

    private boolean isDead(Device disk, Devices devices) {
        if (disk.isPlainDisk()) {
            return !states.isAlive(disk);
        }
        return disk.name().startsWith("dm-")
                ? disk.slaves().stream()
                        .flatMap(path -> devices.named(path).stream())
                        .noneMatch(states::isAlive)
                : isDeadHead(disk.name());
    }

    private boolean isDeadHead(String name) {
        var head = HEAD.matcher(name);
        if (!head.matches()) {
            return false;
        }
        Predicate<String> node =
                Pattern.compile(head.group(1) + "c[0-9]+" + head.group(2)).asMatchPredicate();
        try {
            return files.list(BlockScan.FOLDER).stream().filter(node).noneMatch(states::isAlive);
        } catch (IOException e) {
            return true; // not known is not spare
        }
    }
}
