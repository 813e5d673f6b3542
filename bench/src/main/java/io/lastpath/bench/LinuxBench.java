// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.linux.internal.tree.HostSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a Linux host from a folder; one operation is the whole tree. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
public class LinuxBench {

    /** A host that was written to a folder. */
    @State(Scope.Benchmark)
    public static class Host {
        @Param({"64x2", "250x8", "500x8", "1000x8", "2000x8"})
        String size;

        Path root;
        HostSurvey survey;

        @Setup
        public void write() throws IOException {
            root = Files.createTempDirectory("lastpath-bench-");
            String[] numbers = size.split("x");
            LinuxTrees.write(root, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            survey = LinuxTrees.survey(root);
        }

        @TearDown
        public void delete() throws IOException {
            LinuxTrees.delete(root);
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 3)
    @Measurement(iterations = 4, time = 3)
    public HostSurvey.Result read(Host host) throws IOException {
        return host.survey.full();
    }
}
