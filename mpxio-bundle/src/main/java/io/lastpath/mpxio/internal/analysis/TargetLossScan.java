// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges the loss of every target port alone, in a single pass. A path of which the target port is
 * not known counts as one that stays: {@link #unknown} says how many there are. For one thread.
 */
public final class TargetLossScan {

    private final Map<String, Losses> losses = new TreeMap<>();
    private final OnlinePhcis online;
    private int unknown;

    /**
     * Judges every target port.
     *
     * @param table the table
     * @param online tells which PHCIs are online
     */
    public TargetLossScan(GroupTable table, OnlinePhcis online) {
        this.online = online;
        for (int group = 0; group < table.groupCount(); group++) {
            judge(table.group(group));
        }
    }

    /** {@return what happens to the clients, by target port} */
    public Map<String, Losses> losses() {
        return losses;
    }

    /** {@return how many usable paths lead to a target port that is not known} */
    public int unknown() {
        return unknown;
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
        Set<String> targets = new HashSet<>();
        for (int slot = 0; slot < up.length; slot++) {
            if (up[slot] && group.isUsable(client, slot)) {
                all++;
                targets.add(group.target(client, slot));
            }
        }
        for (String target : targets) {
            int lost = lost(group, client, up, target);
            if (target.isEmpty()) {
                unknown += lost;
            } else {
                losses.computeIfAbsent(target, any -> new Losses(0))
                        .add(new ClientLoss(group, client, all, all - lost));
            }
        }
    }

    private static int lost(Group group, int client, boolean[] up, String target) {
        int lost = 0;
        for (int slot = 0; slot < up.length; slot++) {
            boolean usable = up[slot] && group.isUsable(client, slot);
            lost += usable && group.target(client, slot).equals(target) ? 1 : 0;
        }
        return lost;
    }
}
