// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.Arrays;

/**
 * A multiset of PHCIs, as ascending numbers, to look a group up by. One is filled again and again
 * to ask with; a copy of it is kept for each group.
 */
final class PhciSetKey {

    private int[] ids = new int[8];
    private int length;
    private int hash;

    /** Becomes the multiset in the high halves of the first {@code count} values. */
    void fill(long[] order, int count) {
        if (ids.length < count) {
            ids = new int[count];
        }
        length = count;
        hash = count;
        for (int i = 0; i < count; i++) {
            ids[i] = (int) (order[i] >>> 32);
            hash = hash * 31 + ids[i];
        }
    }

    PhciSetKey copy() {
        PhciSetKey copy = new PhciSetKey();
        copy.ids = Arrays.copyOf(ids, length);
        copy.length = length;
        copy.hash = hash;
        return copy;
    }

    int[] ids() {
        return ids;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof PhciSetKey other
                && Arrays.equals(ids, 0, length, other.ids, 0, other.length);
    }
}
