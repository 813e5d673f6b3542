// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import com.sun.management.ThreadMXBean;
import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the native read of 100,000 clients with 8 paths, in turns with the same walk in C and
 * with the floor that JNA sets, in processor time of the walking thread. Compiles the stand-in
 * library, so it has to be started in the folder of the project, on a machine with a C compiler.
 */
public final class NativeRead {

    private static final int CLIENTS = Hosts.CLIENTS;
    private static final int PATHS = Hosts.PATHS;
    private static final int PHCIS = 64;
    private static final int WARMUP = 4;
    private static final int ROUNDS = 11;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final DevinfoLibrary library;
    private final Crossings floor;
    private final Path walker;
    private final Path standIn;

    private NativeRead(Path folder) throws IOException, InterruptedException {
        standIn = compile(folder, "libdevinfo.so.1", "devinfo-bundle/src/test/c/standin.c", true);
        Files.writeString(
                folder.resolve("libdevinfo.so.1.topology"),
                "vhci\t/scsi_vhci\nscale\t" + CLIENTS + "\t" + PATHS + "\t" + PHCIS + "\n");
        walker = compile(folder, "walk", "bench/src/main/c/walk.c", false);
        floor =
                new Crossings(
                        compile(folder, "libfloor.so", "bench/src/main/c/floor.c", true), PATHS);
        library = DevinfoLibrary.load(standIn, Duration.ofSeconds(20)).orElseThrow();
    }

    /** Prints the medians, and what they mean. */
    public static void main(String[] args) throws Exception {
        new NativeRead(Files.createTempDirectory("lastpath-bench")).measure();
    }

    private static Path compile(Path folder, String name, String source, boolean shared)
            throws IOException, InterruptedException {
        Path target = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("cc", "-std=gnu11", "-O2"));
        command.addAll(shared ? List.of("-fPIC", "-shared") : List.of());
        command.addAll(List.of("-o", target.toString(), source, "-ldl"));
        Process compiler = new ProcessBuilder(command).inheritIO().start();
        if (compiler.waitFor() != 0) {
            throw new IOException(source + " could not be compiled");
        }
        return target;
    }

    private void measure() throws Exception {
        double[] read = new double[ROUNDS];
        double[] crossed = new double[ROUNDS];
        double[] walked = new double[ROUNDS];
        for (int round = -WARMUP; round < ROUNDS; round++) {
            double[] times = {read(), cross(), walk()};
            if (round >= 0) {
                read[round] = times[0];
                crossed[round] = times[1];
                walked[round] = times[2];
            }
        }
        System.out.printf(
                "%,d clients with %d paths: processor time of the walk, ns per path%n",
                CLIENTS, PATHS);
        print("read through JNA", read);
        print("floor of JNA", crossed);
        print("the same in C", walked);
        System.out.printf(
                "read : floor %.2f (of the least %.2f), read : C %.1f%n",
                median(read) / median(crossed),
                read[0] / crossed[0],
                median(read) / median(walked));
        memory();
    }

    private double read() throws IOException {
        try (DeviceTree tree = library.snapshot(() -> {})) {
            List<DeviceNode> nodes = new ArrayList<>(CLIENTS + PHCIS);
            long start = threads.getCurrentThreadCpuTime();
            tree.walk(nodes::add);
            return perPath(threads.getCurrentThreadCpuTime() - start);
        }
    }

    private double cross() {
        long start = threads.getCurrentThreadCpuTime();
        floor.cross(CLIENTS);
        return perPath(threads.getCurrentThreadCpuTime() - start);
    }

    private double walk() throws IOException {
        Process process = new ProcessBuilder(walker.toString(), standIn.toString()).start();
        String line = process.inputReader().readLine();
        if (line == null || !line.endsWith(" " + CLIENTS + " " + CLIENTS * PATHS)) {
            throw new IOException("the walk in C says " + line);
        }
        return perPath(Long.parseLong(line.split(" ")[0]));
    }

    private static double perPath(long nanos) {
        return nanos / (double) (CLIENTS * PATHS);
    }

    /** What a walk allocates, and what of it the nodes keep. */
    private void memory() throws IOException {
        try (DeviceTree tree = library.snapshot(() -> {})) {
            List<DeviceNode> nodes = new ArrayList<>(CLIENTS + PHCIS);
            long used = RetainedBytes.usedHeap();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            tree.walk(nodes::add);
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            long kept = RetainedBytes.usedHeap() - used;
            System.out.printf(
                    "bytes per path: allocated %.1f, kept by the nodes %.1f%n",
                    perPath(allocated), perPath(kept));
            nodes.clear();
        }
    }

    private static void print(String what, double[] values) {
        Arrays.sort(values);
        System.out.printf(
                "%-17s %6.0f (median), %.0f to %.0f%n",
                what, median(values), values[0], values[ROUNDS - 1]);
    }

    private static double median(double[] sorted) {
        return sorted[ROUNDS / 2];
    }
}
