// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import java.util.Arrays;

/** Nodes by their addresses: added first, looked for afterwards. For one thread. */
final class NodeSet {

    private long[] addresses = new long[8];
    private int count;
    private boolean sorted;

    void add(long address) {
        if (count == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * count);
        }
        addresses[count++] = address;
        sorted = false;
    }

    boolean contains(long address) {
        if (!sorted) {
            Arrays.sort(addresses, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(addresses, 0, count, address) >= 0;
    }
}
