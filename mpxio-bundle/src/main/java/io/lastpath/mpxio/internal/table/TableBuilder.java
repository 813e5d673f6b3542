// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.ResourceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the nodes of one walk as they come. A client's PHCIs become small numbers in order of
 * appearance, and its group is found by the sorted numbers. For one thread, for one walk.
 */
public final class TableBuilder implements DeviceTreeVisitor {

    private static final int NO_NAME = -1;

    private final Map<String, Integer> phciIds = new HashMap<>();
    private final List<String> phcis = new ArrayList<>();
    private final Map<PhciSetKey, GroupBuilder> groupsBySet = new HashMap<>();
    private final List<GroupBuilder> groups = new ArrayList<>();
    private final ClientColumns columns = new ClientColumns();
    private final GapsBuilder gaps = new GapsBuilder();
    private final PhciSetKey probe = new PhciSetKey();

    private long[] order = new long[8];
    private int clients;
    private int paths;

    /** Starts an empty table. */
    public TableBuilder() {}

    @Override
    public void visit(DeviceNode node) {
        if (node instanceof DeviceNode.Client client) {
            if (client.paths().isEmpty()) {
                gaps.lost(lost(client));
            } else {
                addClient(client);
            }
        } else if (node instanceof DeviceNode.Phci phci) {
            NodePath path = phci.path();
            if (phciId(path) < 0) {
                gaps.note("PHCI " + NodeName.of(path).text());
            }
        } else if (node instanceof DeviceNode.Unreadable unreadable) {
            gaps.hidden(unreadable.where() + ": " + unreadable.reason());
        }
    }

    private static Gaps.Lost lost(DeviceNode.Client client) {
        NodeName name = NodeName.of(client.path());
        return new Gaps.Lost(
                client.name().isEmpty() ? name.text() : client.name(),
                name.nameable() ? ResourceName.of(name.text()) : "");
    }

    private void addClient(DeviceNode.Client client) {
        NodeName name = NodeName.of(client.path());
        List<DevicePath> all = client.paths();
        int walkIndex = clients++;
        if (!name.nameable()) {
            gaps.note("client " + name.text());
        }
        if (order.length < all.size()) {
            order = new long[all.size()];
        }
        int known = 0;
        boolean usableLeftOut = false;
        for (int i = 0; i < all.size(); i++) {
            int id = phciId(all.get(i).phci());
            if (id >= 0) {
                order[known++] = (long) id << 32 | i;
            } else {
                usableLeftOut |= all.get(i).state().isUsable();
                noteLeftOut(name, i, all.get(i));
            }
        }
        if (known == 0) {
            gaps.adrift(client.name().isEmpty() ? name.text() : client.name());
            return;
        }
        paths += known;
        Arrays.sort(order, 0, known);
        GroupBuilder group = group(known);
        if (usableLeftOut) {
            gaps.partlyKnown(group, group.count());
        }
        columns.add(group, name, client.name(), client.identity(), walkIndex, order, all);
    }

    private void noteLeftOut(NodeName client, int position, DevicePath path) {
        gaps.note(
                "path "
                        + (position + 1)
                        + " of "
                        + client.text()
                        + " left out, its PHCI is not known: "
                        + NodeName.of(path.phci()).text());
    }

    /** Gives a PHCI its number; -1 if it has no name of use. */
    private int phciId(NodePath path) {
        if (!(path instanceof NodePath.Known known)) {
            return NO_NAME;
        }
        Integer id = phciIds.get(known.path());
        if (id == null) {
            id = NodeName.of(path).nameable() ? phcis.size() : NO_NAME;
            phciIds.put(known.path(), id);
            if (id >= 0) {
                phcis.add(known.path());
            }
        }
        return id;
    }

    private GroupBuilder group(int known) {
        probe.fill(order, known);
        GroupBuilder group = groupsBySet.get(probe);
        if (group == null) {
            PhciSetKey key = probe.copy();
            group = new GroupBuilder(key.ids(), slotsByName(key.ids()));
            groupsBySet.put(key, group);
            groups.add(group);
        }
        return group;
    }

    /**
     * Finds where each of a group's PHCIs stands once they are sorted by name, by counting those
     * that come before it.
     */
    private int[] slotsByName(int[] ids) {
        int[] slotOf = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            for (int before = 0; before < i; before++) {
                boolean inOrder = compareNames(ids[before], ids[i]) <= 0;
                slotOf[inOrder ? i : before]++;
            }
        }
        return slotOf;
    }

    private int compareNames(int id, int other) {
        return id == other ? 0 : Utf8Order.INSTANCE.compare(phcis.get(id), phcis.get(other));
    }

    /**
     * Ends the table.
     *
     * @return what was visited
     */
    public GroupTable build() {
        String[] sorted = phcis.toArray(String[]::new);
        Arrays.sort(sorted, Utf8Order.INSTANCE);
        int[] rank = new int[sorted.length];
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < sorted.length; i++) {
            rank[phciIds.get(sorted[i])] = i;
            index.put(sorted[i], i);
        }
        columns.distribute();
        Map<GroupBuilder, Group> built = new IdentityHashMap<>();
        Group[] newestFirst = new Group[groups.size()];
        for (int i = 0; i < newestFirst.length; i++) {
            GroupBuilder builder = groups.get(newestFirst.length - 1 - i);
            newestFirst[i] = builder.build(rank);
            built.put(builder, newestFirst[i]);
        }
        return new GroupTable(sorted, index, newestFirst, clients, paths, gaps.build(built));
    }
}
