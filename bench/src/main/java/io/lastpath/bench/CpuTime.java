// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the building of the table in CPU time of the building thread, all numbers of sets in
 * turns: comparable also on a machine that has other things to do.
 */
public final class CpuTime {

    private static final int[] SETS = {1, 16, 256, 4096};
    private static final int WARMUP = 10;
    private static final int ROUNDS = 21;

    private CpuTime() {}

    /** Prints a line for each number of sets. */
    public static void main(String[] args) {
        List<List<DeviceNode>> hosts = Arrays.stream(SETS).mapToObj(Hosts::nodes).toList();
        List<long[]> times = new ArrayList<>();
        hosts.forEach(host -> times.add(new long[ROUNDS]));
        for (int round = -WARMUP; round < ROUNDS; round++) {
            for (int i = 0; i < SETS.length; i++) {
                long time = build(hosts.get(i));
                if (round >= 0) {
                    times.get(i)[round] = time;
                }
            }
        }
        for (int i = 0; i < SETS.length; i++) {
            print(SETS[i], times.get(i));
        }
    }

    private static long build(List<DeviceNode> nodes) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        GroupTable table = Hosts.table(nodes);
        long time = threads.getCurrentThreadCpuTime() - start;
        Reference.reachabilityFence(table);
        return time;
    }

    private static void print(int sets, long[] times) {
        Arrays.sort(times);
        double paths = Hosts.CLIENTS * (double) Hosts.PATHS;
        System.out.printf(
                "%,6d sets: %4.0f ns of CPU time per path (median), %4.0f to %4.0f%n",
                sets, times[ROUNDS / 2] / paths, times[0] / paths, times[ROUNDS - 1] / paths);
    }
}
