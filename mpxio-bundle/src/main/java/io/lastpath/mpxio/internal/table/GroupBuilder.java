// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.BitSet;

/**
 * Becomes one group: first counts its clients, then takes them over into arrays of that length. For
 * the thread that builds the table.
 */
final class GroupBuilder {

    private final int[] ids;
    private final int[] slotOf;
    private int count;
    private int taken;

    private String[] paths;
    private String[] names;
    private String[] identities;
    private int[] walk;
    private byte[] states;
    private String[] targets;
    private String[] evidence;
    private BitSet unnameable;

    /**
     * Starts a group.
     *
     * @param ids the group's PHCIs by number of appearance, ascending
     * @param slotOf where each of them stands when they are sorted by name
     */
    GroupBuilder(int[] ids, int[] slotOf) {
        this.ids = ids;
        this.slotOf = slotOf;
    }

    int slots() {
        return ids.length;
    }

    int slotOf(int position) {
        return slotOf[position];
    }

    int count() {
        return count;
    }

    void countRow() {
        count++;
    }

    /** Takes the next client over. */
    void take(ClientColumns columns, int row, int cell) {
        if (taken == 0) {
            allocate();
        }
        paths[taken] = columns.paths[row];
        names[taken] = columns.names[row];
        identities[taken] = columns.identities[row];
        walk[taken] = columns.walk[row];
        if (columns.unnameable.get(row)) {
            unnameable = unnameable == null ? new BitSet() : unnameable;
            unnameable.set(taken);
        }
        int first = taken * ids.length;
        System.arraycopy(columns.states, cell, states, first, ids.length);
        targets = taken(columns.targets, cell, targets, first);
        evidence = taken(columns.evidence, cell, evidence, first);
        taken++;
    }

    /** Texts that few adapters give take no room where there are none. */
    private String[] taken(String[] from, int cell, String[] to, int first) {
        String[] texts = to;
        for (int i = 0; from != null && i < ids.length; i++) {
            if (from[cell + i] != null) {
                texts = texts == null ? new String[states.length] : texts;
                texts[first + i] = from[cell + i];
            }
        }
        return texts;
    }

    private void allocate() {
        paths = new String[count];
        names = new String[count];
        identities = new String[count];
        walk = new int[count];
        states = new byte[count * ids.length];
    }

    /**
     * Ends the group.
     *
     * @param rank where each PHCI stands among all of them, by its number of appearance
     */
    Group build(int[] rank) {
        int[] phcis = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            phcis[slotOf[i]] = rank[ids[i]];
        }
        return new Group(
                phcis, paths, names, identities, walk, states, targets, evidence, unnameable);
    }
}
