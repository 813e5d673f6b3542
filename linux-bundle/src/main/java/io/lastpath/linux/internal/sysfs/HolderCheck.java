// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks from below: a disk that says it is held by a map has to be a path of it. Only disks behind
 * a controller that are no path are asked, so that this costs little. For one thread.
 */
final class HolderCheck {

    private final BlockIndex index;
    private final Map<String, String> maps = new HashMap<>();
    private final Set<String> paths = new HashSet<>();

    HolderCheck(BlockIndex index, List<ClientFacts> clients) {
        this.index = index;
        for (ClientFacts client : clients) {
            if (client.mapped()) {
                maps.put(client.device().name(), client.name());
                client.disks().stream().map(DiskFacts::name).forEach(paths::add);
            }
        }
    }

    List<Gap> gaps(HostFiles files) {
        List<Gap> gaps = new ArrayList<>();
        for (DevPath disk : index.byName().values()) {
            if (!maps.isEmpty() && isWhole(disk) && !paths.contains(disk.name())) {
                check(disk, files, gaps);
            }
        }
        return gaps;
    }

    private boolean isWhole(DevPath disk) {
        int parent = disk.components().size() - 2;
        return disk.controller().isPresent()
                && !index.byName().containsKey(disk.components().get(parent));
    }

    private void check(DevPath disk, HostFiles files, List<Gap> gaps) {
        String folder = Sysfs.of(disk, "holders");
        try {
            for (String holder : files.list(folder)) {
                if (maps.containsKey(holder)) {
                    gaps.add(
                            new Gap(
                                    Sysfs.VIRTUAL_DISKS + "/" + holder + "/slaves/" + disk.name(),
                                    "is missing, but " + folder + "/" + holder + " is there"));
                }
            }
        } catch (NoSuchFileException e) {
            // a partition, or gone
        } catch (IOException e) {
            gaps.add(new Gap(folder, Attributes.reason(e)));
        }
    }
}
