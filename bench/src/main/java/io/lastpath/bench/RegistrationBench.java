// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.rcm.RcmHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 10,000 registrations beside those that are there already; one operation is one of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
@Warmup(iterations = 20)
@Measurement(iterations = 30)
public class RegistrationBench {

    private static final int NEW = 10_000;

    @Param({"0", "100", "1000", "10000"})
    int present;

    private final List<String> names = Coordinators.names("/new", NEW);
    private Engine engine;
    private RcmHandle handle;

    @Setup(Level.Invocation)
    public void grow() {
        engine = Coordinators.engine(JournalStore.NONE);
        handle = Coordinators.open(engine);
        Coordinators.register(handle, Coordinators.names("/present", present));
    }

    @TearDown(Level.Invocation)
    public void stop() {
        engine.stop();
    }

    @Benchmark
    @OperationsPerInvocation(NEW)
    public void register() {
        Coordinators.register(handle, names);
    }
}
