// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the clients of a table by their resource names. Immutable. */
public final class ClientIndex {

    private final GroupTable table;

    // Several clients may share a name.
    private final Map<String, List<Place>> places = new HashMap<>();

    private record Place(Group group, int client) {}

    /**
     * Looks at every client once.
     *
     * @param table has them
     */
    public ClientIndex(GroupTable table) {
        this.table = table;
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            for (int client = 0; client < group.size(); client++) {
                if (group.isNameable(client)) {
                    places.computeIfAbsent(group.resource(client), any -> new ArrayList<>(1))
                            .add(new Place(group, client));
                }
            }
        }
    }

    /** {@return the table} */
    public GroupTable table() {
        return table;
    }

    /**
     * {@return resource names of the PHCIs that a usable path of a client leads through; empty for
     * none, and for what is no client}
     */
    public Set<String> usablePhcis(String resource) {
        Set<String> phcis = new TreeSet<>();
        for (Place place : places.getOrDefault(resource, List.of())) {
            Group group = place.group();
            for (int slot = 0; slot < group.slots(); slot++) {
                if (group.isUsable(place.client(), slot)) {
                    phcis.add(table.phciResource(group.phci(slot)));
                }
            }
        }
        return phcis;
    }
}
