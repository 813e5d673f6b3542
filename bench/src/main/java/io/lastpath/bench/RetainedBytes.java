// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.lang.ref.Reference;
import java.util.List;

/**
 * Measures what a table keeps beyond its strings: the heap in use with the nodes, which keep every
 * string alive, and again with nodes and table.
 */
public final class RetainedBytes {

    private RetainedBytes() {}

    /** Prints a line for each number of sets. */
    public static void main(String[] args) {
        for (int sets : new int[] {1, 16, 256, 4096}) {
            Hosts.table(Hosts.nodes(sets)); // loads what is loaded once
            List<DeviceNode> nodes = Hosts.nodes(sets);
            long before = usedHeap();
            GroupTable table = Hosts.table(nodes);
            long after = usedHeap();
            System.out.printf(
                    "%,6d sets: %5.1f bytes per client%n",
                    sets, (after - before) / (double) table.clientCount());
            Reference.reachabilityFence(nodes);
            Reference.reachabilityFence(table);
        }
    }

    /** {@return the heap in use after several collections, the least of them} */
    static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
