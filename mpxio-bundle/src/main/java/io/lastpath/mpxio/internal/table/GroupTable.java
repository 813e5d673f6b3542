// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.ResourceName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one walk over a device tree found: its PHCIs, sorted by the UTF-8 bytes of their names, and
 * its groups, newest first. PHCIs and groups are known by their positions. Immutable.
 */
public final class GroupTable {

    /** Nothing at all. */
    public static final GroupTable EMPTY = new TableBuilder().build();

    private final String[] phcis;
    private final Map<String, Integer> phciIndex;
    private final Group[] groups;
    private final int[][] groupsOfPhci;
    private final int clientCount;
    private final int pathCount;
    private final Gaps gaps;

    GroupTable(
            String[] phcis,
            Map<String, Integer> phciIndex,
            Group[] groups,
            int clientCount,
            int pathCount,
            Gaps gaps) {
        this.phcis = phcis;
        this.phciIndex = phciIndex;
        this.groups = groups;
        this.groupsOfPhci = groupsOfPhci(phcis.length, groups);
        this.clientCount = clientCount;
        this.pathCount = pathCount;
        this.gaps = gaps;
    }

    /** {@return whether any client can be told from another one under its name} */
    public boolean hasIdentities() {
        return Arrays.stream(groups).anyMatch(GroupTable::hasIdentities);
    }

    private static boolean hasIdentities(Group group) {
        return IntStream.range(0, group.size())
                .anyMatch(client -> !group.identity(client).isEmpty());
    }

    /**
     * Builds the table of a tree.
     *
     * @param tree a snapshot that was not walked yet; stays open
     * @return its table
     * @throws DeviceTreeException if the tree cannot be read to its end
     */
    public static GroupTable of(DeviceTree tree) throws DeviceTreeException {
        return of(tree, node -> {});
    }

    /**
     * Builds the table of a tree, with somebody looking on.
     *
     * @param tree a snapshot that was not walked yet; stays open
     * @param observer is shown every node as well
     * @return its table
     * @throws DeviceTreeException if the tree cannot be read to its end
     */
    public static GroupTable of(DeviceTree tree, DeviceTreeVisitor observer)
            throws DeviceTreeException {
        TableBuilder builder = new TableBuilder();
        tree.walk(
                node -> {
                    observer.visit(node);
                    builder.visit(node);
                });
        return builder.build();
    }

    private static int[][] groupsOfPhci(int phciCount, Group[] groups) {
        int[] counts = new int[phciCount];
        for (Group group : groups) {
            for (int slot = 0; slot < group.slots(); slot++) {
                counts[group.phci(slot)] += isFirst(group, slot) ? 1 : 0;
            }
        }
        int[][] index = new int[phciCount][];
        Arrays.setAll(index, phci -> new int[counts[phci]]);
        for (int g = groups.length - 1; g >= 0; g--) {
            for (int slot = 0; slot < groups[g].slots(); slot++) {
                if (isFirst(groups[g], slot)) {
                    int phci = groups[g].phci(slot);
                    index[phci][--counts[phci]] = g;
                }
            }
        }
        return index;
    }

    /** Slots are sorted: a PHCI that occurs twice stands side by side. */
    private static boolean isFirst(Group group, int slot) {
        return slot == 0 || group.phci(slot - 1) != group.phci(slot);
    }

    /** {@return how many PHCIs, those without any client included} */
    public int phciCount() {
        return phcis.length;
    }

    /** {@return device path of a PHCI} */
    public String phci(int phci) {
        return phcis[phci];
    }

    /** {@return resource name of a PHCI} */
    public String phciResource(int phci) {
        return ResourceName.of(phcis[phci]);
    }

    /** {@return the device paths of all PHCIs, in order} */
    public List<String> phcis() {
        return List.of(phcis);
    }

    /** {@return the PHCI with a device path; -1 for none} */
    public int phciByPath(String devicePath) {
        return phciIndex.getOrDefault(devicePath, -1);
    }

    /** {@return the PHCI with a resource name; -1 for none} */
    public int phciByResource(String resource) {
        return resource.startsWith(ResourceName.PREFIX)
                ? phciByPath(resource.substring(ResourceName.PREFIX.length()))
                : -1;
    }

    /** {@return how many groups} */
    public int groupCount() {
        return groups.length;
    }

    /** {@return a group; 0 is the newest} */
    public Group group(int group) {
        return groups[group];
    }

    /** {@return how many groups a PHCI belongs to} */
    public int groupCountOf(int phci) {
        return groupsOfPhci[phci].length;
    }

    /** {@return one of the groups that a PHCI belongs to, newest first} */
    public int groupOf(int phci, int position) {
        return groupsOfPhci[phci][position];
    }

    /** {@return how many clients, those without any known PHCI included} */
    public int clientCount() {
        return clientCount;
    }

    /** {@return how many paths, those left out not included} */
    public int pathCount() {
        return pathCount;
    }

    /** {@return what has no place in the groups} */
    public Gaps gaps() {
        return gaps;
    }

    /**
     * Compares the groups of two tables without their path states.
     *
     * @param other another table
     * @return whether both have the same PHCIs, groups and clients in the same order
     */
    public boolean hasSameGroups(GroupTable other) {
        if (!Arrays.equals(phcis, other.phcis) || groups.length != other.groups.length) {
            return false;
        }
        for (int g = 0; g < groups.length; g++) {
            if (!groups[g].isSameAs(other.groups[g])) {
                return false;
            }
        }
        return true;
    }
}
