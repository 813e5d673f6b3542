// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.rcm.RcmHandle;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.Warmup;

/** Previews, with a coordinator that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreviewBench {

    @Param({"1", "16", "256", "4096"})
    int sets;

    private final Optional<RcmHandle> handle = Optional.of(new AllOnline());
    private TableState state;
    private int[] small;
    private int[] busy;

    /** Finds a PHCI that many clients have and the one that a single, redundant client has. */
    @Setup
    public void make() {
        state = Hosts.state(sets);
        small = new int[] {state.table().phciByPath(Hosts.SMALL)};
        int group = state.table().groupCount() - 1;
        busy = new int[] {state.table().group(group).phci(3)};
    }

    /** One client in one group: what a preview costs beside what its own groups need. */
    @Benchmark
    public Preview redundant() {
        return new PreviewRun(state, handle).together(small);
    }

    /** A PHCI with its share of the clients: all of them with 1 set, about an eighth with many. */
    @Benchmark
    public Preview onePhci() {
        return new PreviewRun(state, handle).together(busy);
    }

    /** Every PHCI alone, as the beans need it. */
    @Benchmark
    public List<Preview> eachPhci() {
        return new PreviewRun(state, handle).each(256);
    }
}
