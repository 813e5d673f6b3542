// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds users that are there but do not show which disks they use: ZFS pools, and disks that the
 * kernel exports to other hosts. For one thread.
 */
final class OpaqueUsers {

    private static final String POOLS = "proc/spl/kstat/zfs";
    private static final String SCSI_TARGETS = "sys/kernel/config/target/core";
    private static final Pattern DISK_STORE = Pattern.compile("(iblock|pscsi)_.*");
    private static final Set<String> STORE_ATTRIBUTES = Set.of("hba_info", "hba_mode");

    /** Of SCST, which is not a part of the kernel. */
    private static final String OTHER_SCSI_TARGETS = "sys/kernel/scst_tgt/devices";

    private static final String NVME_TARGETS = "sys/kernel/config/nvmet/subsystems";

    private final HostFiles files;
    private final Gaps gaps;

    OpaqueUsers(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
    }

    void find(List<Mount> mounts) {
        for (String pool : pools(mounts)) {
            gaps.add(Gap.anywhere("ZFS pool " + pool + ": which disks it has is not known"));
        }
        for (String store : list(SCSI_TARGETS)) {
            if (DISK_STORE.matcher(store).matches() || isFileStoreOfDisk(store)) {
                scsiTarget(store);
            }
        }
        list(OTHER_SCSI_TARGETS).forEach(this::scsiTarget);
        for (String subsystem : list(NVME_TARGETS)) {
            if (!list(NVME_TARGETS + "/" + subsystem + "/namespaces").isEmpty()) {
                gaps.add(
                        Gap.anywhere(
                                "NVMe target "
                                        + subsystem
                                        + ": which disks it exports is not known"));
            }
        }
    }

    private void scsiTarget(String store) {
        gaps.add(Gap.anywhere("SCSI target " + store + ": which disks it exports is not known"));
    }

    /** The file of such a store may be the node of a device. */
    private boolean isFileStoreOfDisk(String store) {
        if (!store.startsWith("fileio_")) {
            return false;
        }
        String folder = SCSI_TARGETS + "/" + store;
        return list(folder).stream()
                .filter(entry -> !STORE_ATTRIBUTES.contains(entry))
                .anyMatch(entry -> isNode(folder + "/" + entry + "/udev_path"));
    }

    /** A file is on a file system, which is mounted somewhere. */
    private boolean isNode(String attribute) {
        try {
            String path = files.attribute(attribute);
            return !path.startsWith("/") || path.startsWith("/dev/");
        } catch (IOException e) {
            return true;
        }
    }

    private Set<String> pools(List<Mount> mounts) {
        Set<String> pools = new TreeSet<>();
        for (String entry : list(POOLS)) {
            if (files.exists(POOLS + "/" + entry + "/state")) {
                pools.add(entry);
            }
        }
        mounts.stream()
                .filter(mount -> mount.type().equals("zfs"))
                .forEach(mount -> pools.add(mount.source().split("/", 2)[0]));
        return pools;
    }

    private List<String> list(String path) {
        try {
            return files.list(path);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            gaps.anywhere(path, e);
            return List.of();
        }
    }
}
