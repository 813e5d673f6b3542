// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Builds the table; one operation is one path. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
public class TableBench {

    private static final int ALL_PATHS = Hosts.CLIENTS * Hosts.PATHS;

    /** The nodes, made once: their strings know their hash codes after the first build. */
    @State(Scope.Benchmark)
    public static class Walked {
        @Param({"1", "16", "256", "4096"})
        int sets;

        List<DeviceNode> nodes;

        @Setup
        public void make() {
            nodes = Hosts.nodes(sets);
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(ALL_PATHS)
    @Warmup(iterations = 4, time = 1)
    @Measurement(iterations = 5, time = 1)
    public GroupTable build(Walked host) {
        return Hosts.table(host.nodes);
    }
}
