// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks from below: a disk that says it is held by a map has to be a path of it, and the map has to
 * be there. Only real disks that are no path are asked, so that this costs little. For one thread.
 */
final class HolderCheck {

    private final BlockIndex index;
    private final Set<String> maps = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    HolderCheck(BlockIndex index, List<ClientFacts> clients) {
        this.index = index;
        for (ClientFacts client : clients) {
            if (client.mapped()) {
                maps.add(client.device().name());
                client.disks().stream().map(DiskFacts::name).forEach(paths::add);
            }
        }
    }

    List<Gap> gaps(HostFiles files) {
        List<Gap> gaps = new ArrayList<>();
        for (DevPath disk : index.byName().values()) {
            if (isAsked(disk) && !paths.contains(disk.name())) {
                check(disk, files, gaps);
            }
        }
        return gaps;
    }

    /** A hidden node cannot be held, and what holds a partition is no map of its disk. */
    private boolean isAsked(DevPath disk) {
        return !disk.components().get(0).equals("virtual")
                && !NvmeNames.isNode(disk.name())
                && !index.isPartition(disk);
    }

    /** One that was made after the others were listed is not lost. */
    private boolean isLost(String holder, String map, HostFiles files) throws IOException {
        return BlockIndex.isDm(holder) && !index.names().contains(holder) && !files.exists(map);
    }

    private void check(DevPath disk, HostFiles files, List<Gap> gaps) {
        String folder = Sysfs.of(disk, "holders");
        try {
            for (String holder : files.list(folder)) {
                String map = Sysfs.VIRTUAL_DISKS + "/" + holder;
                String reason = "is missing, but " + folder + "/" + holder + " is there";
                if (maps.contains(holder)) {
                    gaps.add(new Gap(map + "/slaves/" + disk.name(), reason));
                } else if (isLost(holder, map, files) && files.exists(folder + "/" + holder)) {
                    gaps.add(new Gap(map, reason));
                }
            }
        } catch (NoSuchFileException e) {
            // gone
        } catch (IOException e) {
            gaps.add(new Gap(folder, ReadFailure.reason(e)));
        }
    }
}
