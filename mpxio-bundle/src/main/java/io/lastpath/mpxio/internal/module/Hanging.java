// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.stream.IntStream;

/**
 * The clients that hang by a PHCI, with all their paths: whatever is worked out about the PHCI
 * depends on nothing else of a table. Immutable.
 *
 * @param table has them
 * @param phci resource name of the PHCI
 */
record Hanging(GroupTable table, String phci) {

    /** {@return whether another table has the PHCI with the same clients, in the same states} */
    boolean isSameIn(GroupTable other) {
        return other == table || isSame(new Hanging(other, phci));
    }

    private boolean isSame(Hanging other) {
        int here = table.phciByResource(phci);
        int there = other.table.phciByResource(phci);
        if (here < 0 || there < 0) {
            return here == there;
        }
        int groups = table.groupCountOf(here);
        return groups == other.table.groupCountOf(there)
                && IntStream.range(0, groups)
                        .allMatch(
                                i ->
                                        isSame(
                                                table.group(table.groupOf(here, i)),
                                                other.table,
                                                other.table.group(other.table.groupOf(there, i))));
    }

    private boolean isSame(Group one, GroupTable otherTable, Group other) {
        return one.slots() == other.slots()
                && one.size() == other.size()
                && IntStream.range(0, one.slots())
                        .allMatch(
                                slot ->
                                        table.phci(one.phci(slot))
                                                .equals(otherTable.phci(other.phci(slot))))
                && IntStream.range(0, one.size()).allMatch(client -> isSame(one, other, client));
    }

    private static boolean isSame(Group one, Group other, int client) {
        return one.devicePath(client).equals(other.devicePath(client))
                && one.identity(client).equals(other.identity(client))
                && IntStream.range(0, one.slots())
                        .allMatch(slot -> one.state(client, slot) == other.state(client, slot));
    }
}
