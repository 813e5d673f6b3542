// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a table has of some clients. Immutable.
 *
 * @param table the table
 * @param identities of each client, by device path; none where it is gone
 */
record Sightings(GroupTable table, Map<String, Set<String>> identities) {

    /** Looks at every client of a table once. */
    static Sightings of(GroupTable table, Set<String> clients) {
        Map<String, Set<String>> there = new HashMap<>();
        clients.forEach(path -> there.put(path, new TreeSet<>()));
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            for (int client = 0; client < group.size(); client++) {
                Set<String> found = there.get(group.devicePath(client));
                if (found != null) {
                    found.add(group.identity(client));
                }
            }
        }
        return new Sightings(table, there);
    }

    /** {@return the identities under a name; several where the table has it several times} */
    Set<String> identities(String path) {
        return identities.get(path);
    }

    /** {@return whether the table does not have a client} */
    boolean isGone(String path) {
        return identities(path).isEmpty();
    }

    /**
     * {@return whether what a name stands for is another disk now; false where that is not known}
     */
    boolean isAnother(Asked.Disk disk) {
        Set<String> now = identities(disk.path());
        return !disk.identity().isEmpty()
                && !now.isEmpty()
                && !now.contains("")
                && !now.contains(disk.identity());
    }

    /** {@return a disk with its identity of then and those of now} */
    String thenAndNow(Asked.Disk disk) {
        return disk.path()
                + " ("
                + disk.identity()
                + " then, "
                + String.join(", ", identities(disk.path()))
                + " now)";
    }
}
