// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Origin;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a query of one PHCI was about. Immutable.
 *
 * @param phci resource name of the PHCI
 * @param table it was worked out on
 * @param origin device tree adapter that this was read from
 * @param disks the affected clients, in walk order
 */
record Asked(String phci, GroupTable table, Origin origin, List<Disk> disks) {

    /**
     * An affected client.
     *
     * @param path its device path
     * @param resource its resource name; empty where it cannot be named
     * @param identity its identity; empty where the host gives none
     */
    record Disk(String path, String resource, String identity) {}

    static Asked of(String phci, Effect effect) {
        return new Asked(
                phci,
                effect.state().table(),
                effect.state().origin(),
                effect.affected().stream().map(loss -> disk(loss.group(), loss.client())).toList());
    }

    private static Disk disk(Group group, int client) {
        return new Disk(
                group.devicePath(client),
                group.isNameable(client) ? group.resource(client) : "",
                group.identity(client));
    }

    /** {@return whether the PHCI was there and a table lacks it} */
    boolean isGone(GroupTable now) {
        return wasThere() && now.phciByResource(phci) < 0;
    }

    /** {@return whether the table that was asked about showed another PHCI with clients} */
    boolean showed(String other) {
        int index = table.phciByResource(other);
        return index >= 0 && table.groupCountOf(index) > 0;
    }

    private boolean wasThere() {
        return table.phciByResource(phci) >= 0;
    }

    /**
     * {@return why it would be answered in another way now, half a sentence; empty if it would not}
     */
    Optional<String> change(TableState now) {
        if (!origin.equals(now.origin())) {
            return Optional.of("the disks were asked about " + origin.before(now.origin()));
        }
        return new Hanging(table, phci).isSameIn(now.table())
                ? Optional.empty()
                : Optional.of(
                        "what hangs by PHCI "
                                + phci
                                + " is not what it was when it was asked about");
    }

    /** {@return all clients that had a path through the PHCI, usable or not, by device path} */
    Map<String, Disk> through() {
        Map<String, Disk> clients = new HashMap<>();
        int there = table.phciByResource(phci);
        for (int i = 0; wasThere() && i < table.groupCountOf(there); i++) {
            Group group = table.group(table.groupOf(there, i));
            for (int client = 0; client < group.size(); client++) {
                clients.put(group.devicePath(client), disk(group, client));
            }
        }
        return clients;
    }

    /** {@return device paths of the clients} */
    Stream<String> paths() {
        return disks.stream().map(Disk::path);
    }
}
