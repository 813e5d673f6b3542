// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.service.ReadGate.Outcome;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the tree is to be read again, and when not though the time has come. */
class ReadAgainTest {

    @TempDir Path folder;

    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);
    private final AtomicInteger due = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private StandIn standIn;
    private NativeSource source;
    private ReadAgain again;

    @BeforeEach
    void readAHost() throws Exception {
        standIn = StandIn.in(folder);
        standIn.show(new Topology().scale(3, 2, 2));
        DevinfoLibrary library =
                DevinfoLibrary.load(standIn.file(), Duration.ofSeconds(20)).orElseThrow();
        source =
                new NativeSource(
                        standIn.file(), library, RunningAdapter.logger(told), outcome -> {});
        source.addListener(
                new DeviceTreeListener() {
                    @Override
                    public void changed(DeviceTreeSource changed) {
                        told.add("changed");
                    }

                    @Override
                    public void mayHaveChanged(DeviceTreeSource looked) {
                        told.add("look");
                    }
                });
        again = new ReadAgain(worker, this::whatIsRead);
    }

    private NativeSource whatIsRead() {
        due.incrementAndGet();
        return source;
    }

    @AfterEach
    void unload() {
        worker.shutdownNow();
        source.close();
        standIn.close();
    }

    @Test
    void notWhileAReadIsUnderWay() throws Exception {
        try (DeviceTree reading = source.snapshot()) {
            again.every(1);
            until(() -> due.get() == 2); // the first time has passed
            assertThat(told).isEmpty();
            reading.walk(node -> {});
        }
        until(() -> told.contains("look"));
    }

    @Test
    void afterAReadThatWasLateTheNextOneComesAfterAsLongAsItTook() {
        Duration took = Duration.ofMillis(400);
        long begun = System.nanoTime();

        again.after(new Outcome(took, true, false));
        until(() -> told.contains("changed"));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(took);
    }

    @Test
    void notSoonAfterAReadThatWasLate() {
        again.after(new Outcome(Duration.ofMinutes(1), true, false));
        again.every(1);

        until(() -> due.get() == 2);

        assertThat(told).isEmpty();
    }

    @Test
    void againOnceTheTimeAfterALateReadHasPassedWhateverTheClockOfTheHostShows() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        again = new ReadAgain(worker, this::whatIsRead, nanos::get);
        again.after(new Outcome(Duration.ofMinutes(1), true, false));
        again.every(1);
        until(() -> due.get() == 2);
        assertThat(told).isEmpty();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        until(() -> told.contains("look"));
    }
}
