// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Adapters that do not return. */
class HangingAdapterTest extends KeeperOfAdapters {

    private void readTimeLimit(int millis) {
        settings.modified(Settings.config("exact", 256, millis));
    }

    @Test
    void aReadThatWasGivenUpIsReportedUntilItHasComeBack() throws Exception {
        readTimeLimit(100);
        Gated hanging = new Gated(ONE);
        keeper.bindSource(hanging, new FakeReference("one", 0));

        assertThat(keeper.refresh().failure()).contains("did not end within 100 ms");
        Adapter adapter = keeper.inUse().orElseThrow();
        assertThat(adapter.reads()).hasSize(1);

        hanging.gate.release();
        Waiting.until("it has come back", () -> adapter.reads().isEmpty());
    }

    @Test
    void aBetterAdapterIsReadThoughTheReadOfTheOutrankedOneHangs() throws Exception {
        Gated low = new Gated(ONE);
        keeper.bindSource(low, new FakeReference("low", 1));
        CompletableFuture<Refresh> reading = refreshElsewhere();
        low.entered.acquire();
        CompletableFuture<Refresh> following = refreshElsewhere();
        Waiting.until("both wait", () -> waiting() == 2);

        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));

        assertThat(get(reading).failure())
                .isEqualTo("low: given up, another device tree adapter, high, is in use now");
        assertThat(get(following).state().table().phcis()).containsExactly("/b");
        assertThat(keeper.state().isStale()).isFalse();
        low.gate.release();
        Waiting.until("the late read has ended", () -> low.inside.get() == 0);
        assertThat(keeper.refresh().state().table().phcis()).containsExactly("/b");
        assertThat(keeper.adapters().get(1).stats().snapshots()).isZero();
    }

    @Test
    void aReadThatDoesNotEndInTimeHasFailedAndWhatItReadsLateIsDropped() throws Exception {
        readTimeLimit(100);
        Gated source = new Gated(ONE);
        keeper.bindSource(source, new FakeReference("slow", 0));

        Refresh refresh = get(refreshElsewhere());

        assertThat(refresh.failure())
                .isEqualTo("reading device tree adapter slow did not end within 100 ms");
        assertThat(keeper.state().staleReason()).isEqualTo(refresh.failure());
        readTimeLimit(30_000);
        source.gate.release();
        Waiting.until("the late read has ended", () -> source.snapshots() == 1);
        source.set(OTHER);
        source.gate.release();
        assertThat(get(refreshElsewhere()).state().table().phcis()).containsExactly("/b");
        assertThat(keeper.state().sequence()).isEqualTo(1);
        assertThat(keeper.adapters().get(0).stats().snapshots()).isEqualTo(1);
        assertThat(keeper.adapters().get(0).stats().failures()).isEqualTo(1);
    }

    @Test
    void anAdapterInWhichFourReadsHangIsNotReadUntilOneReturns() throws Exception {
        readTimeLimit(100);
        Gated source = new Gated(ONE);
        keeper.bindSource(source, new FakeReference("stuck", 0));
        for (int i = 0; i < 4; i++) {
            assertThat(get(refreshElsewhere()).failure()).contains("did not end within");
        }

        assertThat(get(refreshElsewhere()).failure())
                .contains("stuck is not read")
                .contains("4 reads")
                .contains("restart its bundle");
        assertThat(source.most).hasValue(4);
        readTimeLimit(30_000);
        source.gate.release(100);
        Waiting.until("it is read again", () -> keeper.refresh().isGood());
    }

    @Test
    void aReadThatHangsEndsWithTheKeeper() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        keeper.bindSource(hanging(entered, new CountDownLatch(1)), new FakeReference("one", 0));
        CompletableFuture<Refresh> reading = refreshElsewhere();
        entered.await();

        keeper.close();

        assertThat(get(reading).failure()).contains("stops");
        Waiting.until("no thread is left", () -> before.containsAll(threads()));
    }

    @Test
    void anAdapterThatHangsStopsNeitherMessagesNorAnotherAdapter() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        FakeSource standby =
                new FakeSource(OTHER) {
                    @Override
                    public String description() {
                        entered.countDown();
                        await(end);
                        return "";
                    }
                };
        keeper.bindSource(standby, new FakeReference("standby", 0));
        entered.await();
        Recorder recorder = record();
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, new FakeReference("one", 1));

        assertThat(get(refreshElsewhere()).isGood()).isTrue();

        assertThat(source.listeners()).hasSize(1);
        Waiting.until("it is told", () -> recorder.events.contains("published 1"));
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An adapter that takes no listener before a latch is open. */
    private static final class Deaf extends FakeSource {
        final CountDownLatch latch = new CountDownLatch(1);
        final AtomicInteger readUnheard = new AtomicInteger();

        Deaf(List<DeviceNode> nodes) {
            super(nodes);
        }

        @Override
        public void addListener(DeviceTreeListener listener) {
            HangingAdapterTest.await(latch);
            super.addListener(listener);
        }

        @Override
        public DeviceTree snapshot() throws DeviceTreeException {
            if (listeners().isEmpty()) {
                readUnheard.incrementAndGet();
            }
            return super.snapshot();
        }
    }

    @Test
    void anAdapterIsReadAfterItIsListenedTo() throws Exception {
        Deaf source = new Deaf(ONE);
        Recorder recorder = record();
        keeper.bindSource(source, new FakeReference("one", 0));
        CompletableFuture<Refresh> reading = refreshElsewhere();
        Waiting.until(
                "the read waits for the listener",
                () -> source.snapshots() > 0 || isWaitingFor("awaitArrival"));
        assertThat(recorder.events).doesNotContain("changed");

        source.latch.countDown();

        assertThat(get(reading).isGood()).isTrue();
        assertThat(source.readUnheard).hasValue(0);
        Waiting.until("it is told", () -> recorder.events.contains("changed"));
    }

    @Test
    void anAdapterThatTakesNoListenerIsReadAnywayAndAgainOnceItDoes() {
        readTimeLimit(100);
        Deaf source = new Deaf(ONE);
        Recorder recorder = record();
        keeper.bindSource(source, new FakeReference("deaf", 0));
        Waiting.until("it is told", () -> recorder.events.contains("changed"));
        readTimeLimit(30_000);

        assertThat(keeper.refresh().isGood()).isTrue();

        assertThat(source.readUnheard).hasValue(1);
        Waiting.until(
                "it is logged",
                () -> logs.lines().stream().anyMatch(line -> line.contains("takes no listener")));
        source.latch.countDown();
        Waiting.until("it is told again", () -> recorder.since("published 1").contains("changed"));
        assertThat(recorder.since("published 1"))
                .containsExactly("published 1", "stale 1", "changed");
    }

    private static boolean isWaitingFor(String method) {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> isIn(stack, Adapter.class.getName(), method));
    }

    /** An adapter whose read ends when it is interrupted. */
    private static FakeSource hanging(CountDownLatch entered, CountDownLatch interrupted) {
        return new FakeSource(ONE) {
            @Override
            public DeviceTree snapshot() throws DeviceTreeException {
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                throw new DeviceTreeException("interrupted");
            }
        };
    }

    @Test
    void aReadThatHangsIsInterruptedWhenItsAdapterGoes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeSource hanging = hanging(entered, interrupted);
        FakeReference reference = new FakeReference("hanging", 0);
        keeper.bindSource(hanging, reference);
        CompletableFuture<Refresh> reading = refreshElsewhere();
        entered.await();

        keeper.unbindSource(hanging, reference);

        assertThat(get(reading).failure()).contains("hanging");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
