// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the loss of every PHCI alone, as {@link LossScan} would one by one, in a single pass: each
 * path is looked at twice, however many PHCIs there are. For one thread.
 */
public final class SingleLossScan {

    private final OnlinePhcis online;
    private final List<Losses> losses = new ArrayList<>();

    private SingleLossScan(OnlinePhcis online) {
        this.online = online;
    }

    /**
     * Judges every PHCI.
     *
     * @param table the table
     * @param online tells which PHCIs are online
     * @param shown most clients to remember of each sort that keeps a path
     * @return what happens to the clients, for each PHCI in the table's order
     */
    public static List<Losses> of(GroupTable table, OnlinePhcis online, int shown) {
        SingleLossScan scan = new SingleLossScan(online);
        for (int phci = 0; phci < table.phciCount(); phci++) {
            scan.losses.add(new Losses(shown));
        }
        for (int group = 0; group < table.groupCount(); group++) {
            scan.judge(table.group(group));
        }
        return scan.losses;
    }

    private void judge(Group group) {
        boolean[] up = new boolean[group.slots()];
        for (int slot = 0; slot < up.length; slot++) {
            up[slot] = online.isOnline(group.phci(slot));
        }
        for (int client = 0; client < group.size(); client++) {
            judge(group, client, up);
        }
    }

    private void judge(Group group, int client, boolean[] up) {
        int all = 0;
        for (int slot = 0; slot < up.length; slot++) {
            all += up[slot] && group.isUsable(client, slot) ? 1 : 0;
        }
        int slot = 0;
        while (slot < up.length) {
            int phci = group.phci(slot);
            boolean counted = up[slot];
            int lost = 0;
            for (; slot < up.length && group.phci(slot) == phci; slot++) {
                lost += group.isUsable(client, slot) ? 1 : 0;
            }
            int remaining = counted ? all - lost : all;
            losses.get(phci).add(new ClientLoss(group, client, lost + remaining, remaining));
        }
    }
}
