// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The PHCIs that clients hang by, in whatever state their paths are. */
final class Ways {

    private Ways() {}

    /**
     * Finds them.
     *
     * @param table where they hang
     * @param clients device paths
     * @return resources of the PHCIs of those clients that are there, by device path
     */
    static Map<String, Set<String>> of(GroupTable table, Set<String> clients) {
        Map<String, Set<String>> ways = new HashMap<>();
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            Set<String> phcis = null; // one set for all of a group
            for (int client = 0; client < group.size(); client++) {
                if (clients.contains(group.devicePath(client))) {
                    phcis = phcis == null ? phcis(table, group) : phcis;
                    ways.merge(group.devicePath(client), phcis, Ways::union);
                }
            }
        }
        return ways;
    }

    private static Set<String> phcis(GroupTable table, Group group) {
        return IntStream.range(0, group.slots())
                .map(group::phci)
                .mapToObj(table::phciResource)
                .collect(toUnmodifiableSet());
    }

    /** {@return what is in any of two sets} */
    static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
