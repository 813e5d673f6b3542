// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds file systems that no visible mount shows, since they are mounted in another name space or
 * were unmounted lazily: some types list each of theirs in sysfs for everybody. For one thread.
 */
final class HiddenMounts {

    private static final List<String> TYPES = List.of("ext4", "xfs", "f2fs");

    private final HostFiles files;
    private final Gaps gaps;
    private final Btrfs btrfs;

    HiddenMounts(HostFiles files, Gaps gaps, Btrfs btrfs) {
        this.files = files;
        this.gaps = gaps;
        this.btrfs = btrfs;
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
                        noteSilent(type, folder, entry);
                        uses.add(use(type, Set.of(entry), Redundancy.NONE, device.get().label()));
                    }
                }
            } catch (NoSuchFileException e) {
                continue; // this kernel has none of it
            } catch (IOException e) {
                gaps.anywhere(folder, e);
            }
        }
        for (Btrfs.Volume volume : btrfs.volumes()) {
            Set<String> known = new TreeSet<>(volume.devices());
            known.removeIf(name -> devices.named(name).isEmpty());
            if (!known.isEmpty() && Collections.disjoint(known, visible)) {
                String label = devices.label(known.iterator().next());
                uses.add(use("btrfs", volume.devices(), volume.redundancy(), label));
            }
        }
        return uses;
    }

    private void noteSilent(String type, String folder, String device) {
        if (FileSystemTypes.isSilent(type)) {
            gaps.add(
                    Gap.anywhere(
                            files.root().resolve(folder)
                                    + " lists "
                                    + device
                                    + ": whether that file system has more disks is not known"));
        }
    }

    private static Use use(String type, Set<String> devices, Redundancy redundancy, String label) {
        Set<String> names = new TreeSet<>(devices);
        names.add(label);
        return new Use(
                FileSystems.MODULE,
                devices,
                redundancy,
                type + " file system mounted where it cannot be seen on",
                "a file system of " + label + " is mounted where it cannot be seen",
                Verdict.DATA_CRITICAL,
                names);
    }
}
