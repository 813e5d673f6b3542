// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Judges each client that has a path through a set of PHCIs by its own paths. A path remains usable
 * if it leads through a PHCI outside the set that is online, and is online or standby itself. Looks
 * at the set's own groups only. For one thread.
 */
public final class LossScan {

    private static final byte NOT_ASKED = 0;
    private static final byte STAYS = 1;
    private static final byte DOWN = 2;
    private static final byte TAKEN = 3;

    private final GroupTable table;
    private final int[] taken;
    private final OnlinePhcis online;
    private final Losses losses;

    private LossScan(GroupTable table, int[] taken, OnlinePhcis online, int shown) {
        this.table = table;
        this.taken = taken;
        this.online = online;
        this.losses = new Losses(shown);
    }

    /**
     * Judges the loss of one PHCI.
     *
     * @param table the table
     * @param phci what goes away
     * @param online tells which PHCIs are online
     * @param shown most clients to remember of each sort that keeps a path
     * @return what happens to the clients of its groups
     */
    public static Losses of(GroupTable table, int phci, OnlinePhcis online, int shown) {
        LossScan scan = new LossScan(table, new int[] {phci}, online, shown);
        for (int i = 0; i < table.groupCountOf(phci); i++) {
            scan.judge(table.group(table.groupOf(phci, i)));
        }
        return scan.losses;
    }

    /**
     * Judges the loss of several PHCIs together.
     *
     * @param table the table
     * @param phcis what goes away
     * @param online tells which PHCIs are online
     * @param shown most clients to remember of each sort that keeps a path
     * @return what happens to the clients of their groups
     */
    public static Losses of(GroupTable table, int[] phcis, OnlinePhcis online, int shown) {
        if (phcis.length == 1) {
            return of(table, phcis[0], online, shown);
        }
        int[] sorted = phcis.clone();
        Arrays.sort(sorted);
        LossScan scan = new LossScan(table, sorted, online, shown);
        scan.groups().stream().forEach(group -> scan.judge(table.group(group)));
        return scan.losses;
    }

    private BitSet groups() {
        BitSet groups = new BitSet();
        for (int phci : taken) {
            for (int i = 0; i < table.groupCountOf(phci); i++) {
                groups.set(table.groupOf(phci, i));
            }
        }
        return groups;
    }

    private void judge(Group group) {
        byte[] fate = new byte[group.slots()];
        for (int slot = 0; slot < fate.length; slot++) {
            fate[slot] = Arrays.binarySearch(taken, group.phci(slot)) >= 0 ? TAKEN : NOT_ASKED;
        }
        for (int client = 0; client < group.size(); client++) {
            losses.add(judge(group, client, fate));
        }
    }

    private ClientLoss judge(Group group, int client, byte[] fate) {
        int lost = 0;
        int remaining = 0;
        for (int slot = 0; slot < fate.length; slot++) {
            if (group.isUsable(client, slot)) {
                if (fate[slot] == NOT_ASKED) {
                    fate[slot] = online.isOnline(group.phci(slot)) ? STAYS : DOWN;
                }
                lost += fate[slot] == TAKEN ? 1 : 0;
                remaining += fate[slot] == STAYS ? 1 : 0;
            }
        }
        return new ClientLoss(group, client, lost + remaining, remaining);
    }
}
