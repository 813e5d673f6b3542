// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import com.sun.management.OperatingSystemMXBean;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures queries and registrations in CPU time of the process, since a query goes through two
 * threads, all sizes of the tree in turns: comparable also on a machine that has other things to
 * do.
 */
public final class CoordinatorCpu {

    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final int WARMUP = 5;
    private static final int ROUNDS = 15;
    private static final int QUERIES = 2_000;
    private static final int NEW = 10_000;

    private CoordinatorCpu() {}

    /** Prints two lines for each size of the tree. */
    public static void main(String[] args) {
        List<long[]> queries = new ArrayList<>();
        List<long[]> registrations = new ArrayList<>();
        for (int size : SIZES) {
            queries.add(new long[ROUNDS]);
            registrations.add(new long[ROUNDS]);
        }
        List<String> names = Coordinators.names("/new", NEW);
        for (int round = -WARMUP; round < ROUNDS; round++) {
            for (int i = 0; i < SIZES.length; i++) {
                Engine engine = Coordinators.engine(JournalStore.NONE);
                RcmHandle handle = Coordinators.open(engine);
                Coordinators.register(handle, Coordinators.names("/present", SIZES[i]));
                long query = cpu(() -> ask(handle));
                long registration = cpu(() -> Coordinators.register(handle, names));
                engine.stop();
                if (round >= 0) {
                    queries.get(i)[round] = query / QUERIES;
                    registrations.get(i)[round] = registration / NEW;
                }
            }
        }
        for (int i = 0; i < SIZES.length; i++) {
            print("query of one", SIZES[i], queries.get(i));
            print("registration", SIZES[i], registrations.get(i));
        }
    }

    private static void ask(RcmHandle handle) {
        for (int i = 0; i < QUERIES; i++) {
            Coordinators.check(handle.requestOffline(List.of("/present/0"), RcmFlags.QUERY));
        }
    }

    private static long cpu(Runnable work) {
        OperatingSystemMXBean process =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = process.getProcessCpuTime();
        work.run();
        return process.getProcessCpuTime() - start;
    }

    private static void print(String what, int size, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s, %,6d resources in the tree: %,7d ns of CPU time (median), %,d to %,d%n",
                what, size, nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1]);
    }
}
