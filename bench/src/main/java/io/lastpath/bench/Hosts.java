// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.mpxio.internal.table.TableBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a host of 100,000 clients with 8 paths each through 64 PHCIs. As from a real adapter, no
 * two names are the same object.
 */
final class Hosts {

    static final int CLIENTS = 100_000;
    static final int PATHS = 8;
    static final String SMALL = "/pci0000:ff/0000:ff:00.0";

    private static final int PHCIS = 64;

    private Hosts() {}

    /**
     * Makes the nodes.
     *
     * @param sets how many different sets of PHCIs the clients have
     */
    static List<DeviceNode> nodes(int sets) {
        List<int[]> phciSets = phciSets(sets);
        Random random = new Random(42);
        List<DeviceNode> nodes = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int[] set = phciSets.get(client % sets);
            List<DevicePath> paths = new ArrayList<>(PATHS);
            for (int phci : set) {
                paths.add(path(phci, PathState.values()[1 + random.nextInt(4)]));
            }
            String wwid = String.format("3600a0b8000123456%016x", client);
            nodes.add(
                    new DeviceNode.Client(
                            NodePath.of("/devices/virtual/block/dm-" + client),
                            "mpath" + client,
                            wwid,
                            paths));
        }
        nodes.add(small());
        return nodes;
    }

    /** A client of its own behind a PHCI that no other client has. */
    private static DeviceNode small() {
        List<DevicePath> paths = new ArrayList<>();
        paths.add(new DevicePath(NodePath.of(SMALL), PathState.ONLINE, ""));
        paths.add(path(0, PathState.ONLINE));
        paths.add(path(1, PathState.ONLINE));
        return new DeviceNode.Client(NodePath.of("/small"), "small", "w", paths);
    }

    private static DevicePath path(int phci, PathState state) {
        return new DevicePath(NodePath.of(phci(phci)), state, "");
    }

    static String phci(int phci) {
        return String.format(
                "/pci0000:%02x/0000:%02x:02.0/0000:%02x:00.%d",
                phci / 2, phci / 2, phci / 2 + 1, phci % 2);
    }

    private static List<int[]> phciSets(int count) {
        Random random = new Random(7);
        Set<Set<Integer>> sets = new LinkedHashSet<>();
        while (sets.size() < count) {
            Set<Integer> set = new TreeSet<>();
            while (set.size() < PATHS) {
                set.add(random.nextInt(PHCIS));
            }
            sets.add(set);
        }
        return sets.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    static GroupTable table(List<DeviceNode> nodes) {
        TableBuilder builder = new TableBuilder();
        nodes.forEach(builder::visit);
        return builder.build();
    }

    static TableState state(int sets) {
        return TableState.unread()
                .withTable(table(nodes(sets)), "bench", 1, "", Instant.now(), System.nanoTime());
    }
}
