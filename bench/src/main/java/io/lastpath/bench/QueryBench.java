// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Offline queries through the coordinator's public door, with one module that agrees at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryBench {

    private static final List<String> ASKED = List.of("/asked");

    /** A subtree that is asked about, in a tree with others. */
    @State(Scope.Benchmark)
    public abstract static class Tree {
        /** {@code none}, or {@code file} for a file in the folder of temporary files. */
        @Param({"none", "file"})
        String journal;

        private Path folder;
        private Engine engine;
        RcmHandle handle;

        void grow(int asked, int others) throws IOException {
            folder = Files.createTempDirectory("lastpath-bench");
            engine =
                    Coordinators.engine(
                            journal.equals("none")
                                    ? JournalStore.NONE
                                    : new JournalFile(
                                            folder.resolve("journal"), Clock.systemUTC()));
            handle = Coordinators.open(engine);
            Coordinators.register(handle, Coordinators.names("/asked", asked));
            Coordinators.register(handle, Coordinators.names("/others", others));
        }

        @TearDown(Level.Trial)
        public void stop() throws IOException {
            engine.stop();
            Files.deleteIfExists(folder.resolve("journal"));
            Files.deleteIfExists(folder.resolve("journal.lock"));
            Files.delete(folder);
        }
    }

    /** One resource is asked about, and touches one module; the tree holds that many more. */
    @State(Scope.Benchmark)
    public static class Leaf extends Tree {
        @Param({"100", "1000", "10000"})
        int resources;

        @Setup
        public void grow() throws IOException {
            grow(1, resources - 1);
        }
    }

    /** Part of a tree of 10,000 is asked about. */
    @State(Scope.Benchmark)
    public static class Subtree extends Tree {
        @Param({"1", "100", "10000"})
        int subtree;

        @Setup
        public void grow() throws IOException {
            grow(subtree, 10_000 - subtree);
        }
    }

    @Benchmark
    public RcmReply oneModule(Leaf tree) {
        return Coordinators.check(tree.handle.requestOffline(ASKED, RcmFlags.QUERY));
    }

    @Benchmark
    public RcmReply subtree(Subtree tree) {
        return Coordinators.check(tree.handle.requestOffline(ASKED, RcmFlags.QUERY));
    }
}
