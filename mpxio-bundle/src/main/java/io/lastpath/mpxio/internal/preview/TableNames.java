// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names that people use for what is in a table: ids of PHCIs and groups, and back from an id, a
 * device path, a resource name or a last component to a PHCI. Immutable.
 */
public final class TableNames {

    private static final int LISTED = 20;
    private static final int SEVERAL = -2;

    private final GroupTable table;
    private final List<String> phciIds;
    private final List<String> groupIds;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, Integer> byLastComponent = new HashMap<>();

    /**
     * Names what is in a table.
     *
     * @param table the table
     */
    public TableNames(GroupTable table) {
        this.table = table;
        this.phciIds = ShortIds.ofPhcis(table.phcis());
        List<String> sets = new ArrayList<>();
        for (int group = 0; group < table.groupCount(); group++) {
            sets.add(phciSet(table.group(group)));
        }
        this.groupIds = ShortIds.ofGroups(sets);
        for (int phci = 0; phci < phciIds.size(); phci++) {
            byId.put(phciIds.get(phci), phci);
            byLastComponent.merge(
                    ShortIds.lastComponent(table.phci(phci)), phci, (one, other) -> SEVERAL);
        }
    }

    private String phciSet(Group group) {
        List<String> names = new ArrayList<>();
        for (int slot = 0; slot < group.slots(); slot++) {
            names.add(table.phci(group.phci(slot)));
        }
        return String.join("\0", names);
    }

    /** {@return id of a PHCI} */
    public String phciId(int phci) {
        return phciIds.get(phci);
    }

    /** {@return id of a group} */
    public String groupId(int group) {
        return groupIds.get(group);
    }

    /**
     * Finds the PHCIs that people name.
     *
     * @param names ids, device paths, resource names, or last components where these are unique; a
     *     PHCI that is named twice counts once
     * @return the PHCIs, in the order named
     * @throws IllegalArgumentException if there are no names, or one is of no PHCI or of several
     */
    public int[] find(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no PHCI was named; there are: " + all());
        }
        return names.stream().mapToInt(this::find).distinct().toArray();
    }

    private int find(String name) {
        int phci = byId.getOrDefault(name, -1);
        if (phci < 0) {
            phci = table.phciByPath(name);
        }
        if (phci < 0) {
            phci = table.phciByResource(name);
        }
        if (phci < 0) {
            phci = byLastComponent.getOrDefault(name, -1);
        }
        if (phci == SEVERAL) {
            throw new IllegalArgumentException(
                    "several PHCIs end in '" + name + "', name one by its id; there are: " + all());
        }
        if (phci < 0) {
            throw new IllegalArgumentException(
                    "there is no PHCI '" + name + "'; there are: " + all());
        }
        return phci;
    }

    private String all() {
        if (phciIds.isEmpty()) {
            return "none";
        }
        String listed = phciIds.stream().limit(LISTED).collect(Collectors.joining(", "));
        int more = phciIds.size() - LISTED;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }
}
