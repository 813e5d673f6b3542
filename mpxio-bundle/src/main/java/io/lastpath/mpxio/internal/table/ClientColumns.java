// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import io.lastpath.devinfo.DevicePath;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All grouped clients of one walk, a row each, in walk order; their paths are cells, those of one
 * row side by side. Keeping them together until the end makes the cost of a client independent of
 * the number of groups. For the thread that builds the table.
 */
final class ClientColumns {

    private static final int ROWS = 64;

    String[] paths = new String[ROWS];
    String[] names = new String[ROWS];
    String[] identities = new String[ROWS];
    int[] walk = new int[ROWS];
    GroupBuilder[] groups = new GroupBuilder[ROWS];
    final BitSet unnameable = new BitSet();
    byte[] states = new byte[ROWS * 4];
    String[] targets;
    String[] evidence;
    int rows;

    private int cells;

    /**
     * Adds a client to a group.
     *
     * @param order the client's paths in the order of the group's numbers: the low half of each is
     *     a position in {@code devicePaths}
     */
    void add(
            GroupBuilder group,
            NodeName client,
            String name,
            String identity,
            int walkIndex,
            long[] order,
            List<DevicePath> devicePaths) {
        if (rows == paths.length) {
            growRows();
        }
        paths[rows] = client.text();
        names[rows] = name;
        identities[rows] = identity;
        walk[rows] = walkIndex;
        groups[rows] = group;
        unnameable.set(rows, !client.nameable());
        addCells(group, order, devicePaths);
        group.countRow();
        rows++;
    }

    private void addCells(GroupBuilder group, long[] order, List<DevicePath> devicePaths) {
        int slots = group.slots();
        while (cells + slots > states.length) {
            growCells();
        }
        for (int i = 0; i < slots; i++) {
            DevicePath path = devicePaths.get((int) order[i]);
            int cell = cells + group.slotOf(i);
            states[cell] = (byte) path.state().ordinal();
            if (!path.targetPort().isEmpty()) {
                targets = targets == null ? new String[states.length] : targets;
                targets[cell] = path.targetPort();
            }
            if (!path.evidence().isEmpty()) {
                evidence = evidence == null ? new String[states.length] : evidence;
                evidence[cell] = path.evidence();
            }
        }
        cells += slots;
    }

    private void growRows() {
        int length = rows * 2;
        paths = Arrays.copyOf(paths, length);
        names = Arrays.copyOf(names, length);
        identities = Arrays.copyOf(identities, length);
        walk = Arrays.copyOf(walk, length);
        groups = Arrays.copyOf(groups, length);
    }

    private void growCells() {
        states = Arrays.copyOf(states, states.length * 2);
        targets = targets == null ? null : Arrays.copyOf(targets, states.length);
        evidence = evidence == null ? null : Arrays.copyOf(evidence, states.length);
    }

    /** Hands every row to its group. */
    void distribute() {
        int cell = 0;
        for (int row = 0; row < rows; row++) {
            groups[row].take(this, row, cell);
            cell += groups[row].slots();
        }
    }
}
