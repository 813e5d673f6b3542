// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import java.util.Arrays;

/**
 * Which clients a walk has shown, by the addresses of their nodes: how many they are does not tell
 * whether one of them is missing. For one thread.
 */
final class SeenNodes {

    private long[] addresses = new long[64];
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
