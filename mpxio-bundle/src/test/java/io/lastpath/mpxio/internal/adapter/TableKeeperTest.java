// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableKeeperTest {

    private static final List<DeviceNode> ONE = hosts("/a");
    private static final List<DeviceNode> OTHER = hosts("/b");

    private final Logs logs = new Logs();
    private final TableKeeper keeper = new TableKeeper(logs.logger());

    @AfterEach
    void close() {
        keeper.close();
    }

    private static List<DeviceNode> hosts(String phci) {
        return List.of(client("/c", path(phci, PathState.ONLINE)));
    }

    /** An adapter whose reads stop at a gate. */
    private static final class Gated extends FakeSource {
        final Semaphore entered = new Semaphore(0);
        final Semaphore gate = new Semaphore(0);
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        Gated(List<DeviceNode> nodes) {
            super(nodes);
        }

        @Override
        public DeviceTree snapshot() throws DeviceTreeException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            entered.release();
            gate.acquireUninterruptibly();
            inside.decrementAndGet();
            return super.snapshot();
        }
    }

    private CompletableFuture<Refresh> refreshElsewhere() {
        return CompletableFuture.supplyAsync(keeper::refresh, task -> new Thread(task).start());
    }

    private static Refresh get(CompletableFuture<Refresh> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void nothingReadIsStale() {
        assertThat(keeper.state().isStale()).isTrue();
        assertThat(keeper.state().staleReason()).contains("not been read yet");
        assertThat(keeper.refresh().failure()).isEqualTo("no device tree adapter in service");
        assertThat(keeper.state().failures()).isEqualTo(1);
    }

    @Test
    void theAdapterOfTheHighestRankingIsRead() {
        FakeReference low = new FakeReference("low", 1);
        FakeReference high = new FakeReference("high", 2);
        FakeSource lowSource = new FakeSource(ONE);
        keeper.bindSource(new FakeSource(OTHER), high);
        keeper.bindSource(lowSource, low);

        Refresh refresh = keeper.refresh();

        assertThat(refresh.isGood()).isTrue();
        assertThat(refresh.state().adapter()).isEqualTo("high");
        assertThat(refresh.state().table().phcis()).containsExactly("/b");
        assertThat(lowSource.snapshots()).isZero();
        assertThat(keeper.adapters()).extracting(Adapter::name).containsExactly("high", "low");
    }

    @Test
    void ofEqualRankingTheOlderServiceIsRead() {
        FakeReference older = new FakeReference("older", 0);
        FakeReference younger = new FakeReference("younger", 0);
        keeper.bindSource(new FakeSource(OTHER), younger);
        keeper.bindSource(new FakeSource(ONE), older);

        assertThat(keeper.refresh().state().adapter()).isEqualTo("older");
    }

    @Test
    void aFailedReadKeepsTheTableAndSaysSinceWhenAndWhyItIsStale() {
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        keeper.refresh();
        source.fail("di_init: Permission denied");

        Refresh first = keeper.refresh();
        source.fail("di_init: Out of memory");
        Refresh second = keeper.refresh();

        assertThat(first.failure()).isEqualTo("di_init: Permission denied");
        assertThat(second.state().table().phcis()).containsExactly("/a");
        assertThat(second.state().staleSince()).isEqualTo(first.state().staleSince());
        assertThat(second.state().staleReason()).isEqualTo("di_init: Out of memory");
        assertThat(logs.lines()).anyMatch(line -> line.contains("Permission denied"));
        source.set(OTHER);
        assertThat(keeper.refresh().state().isStale()).isFalse();
        assertThat(keeper.adapters().get(0).stats().failures()).isEqualTo(2);
        assertThat(keeper.adapters().get(0).stats().snapshots()).isEqualTo(2);
    }

    @Test
    void whateverAnAdapterThrowsIsAFailedRead() {
        List<Throwable> thrown =
                List.of(
                        new IllegalStateException("broken"),
                        new NoClassDefFoundError("com/sun/jna/Native"),
                        new StackOverflowError());
        for (Throwable problem : thrown) {
            FakeReference reference = new FakeReference("bad", 0);
            FakeSource bad =
                    new FakeSource(ONE) {
                        @Override
                        public DeviceTree snapshot() {
                            return TableKeeperTest.<RuntimeException>sneak(problem);
                        }
                    };
            keeper.bindSource(bad, reference);
            assertThat(keeper.refresh().failure()).contains("bad").contains(problem.toString());
            keeper.unbindSource(bad, reference);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> DeviceTree sneak(Throwable problem) throws E {
        throw (E) problem;
    }

    @Test
    void anAdapterThatGoesWhileItIsReadIsAFailedReadThatNobodyWaitsFor() throws Exception {
        FakeReference reference = new FakeReference("gone", 0);
        Gated source = new Gated(ONE);
        keeper.bindSource(source, reference);
        CompletableFuture<Refresh> reading = refreshElsewhere();
        source.entered.acquire();

        keeper.unbindSource(source, reference);

        assertThat(get(reading).failure())
                .isEqualTo("gone: this device tree adapter left while it was read");
        assertThat(keeper.state().isStale()).isTrue();
        source.gate.release();
        Waiting.until("the late read has ended", () -> source.inside.get() == 0);
        assertThat(keeper.refresh().failure()).isEqualTo("no device tree adapter in service");
        assertThat(keeper.state().table().phciCount()).isZero();
    }

    @Test
    void aBetterAdapterThatArrivesDuringAReadMakesItsResultStale() throws Exception {
        Gated low = new Gated(ONE);
        keeper.bindSource(low, new FakeReference("low", 1));
        CompletableFuture<Refresh> reading = refreshElsewhere();
        low.entered.acquire();
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        low.gate.release();

        Refresh refresh = get(reading);

        assertThat(refresh.state().table().phcis()).containsExactly("/a");
        assertThat(refresh.state().staleReason()).contains("high");
        assertThat(keeper.refresh().state().table().phcis()).containsExactly("/b");
        assertThat(keeper.state().isStale()).isFalse();
    }

    @Test
    void anAdapterInUseThatLeavesMakesTheTableStaleAtOnce() {
        FakeReference reference = new FakeReference("one", 0);
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, reference);
        keeper.refresh();

        keeper.unbindSource(source, reference);

        assertThat(keeper.state().staleReason()).isEqualTo("no device tree adapter in service");
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }

    @Test
    void concurrentRefreshesAreServedByOneReadAtATimeThatBeganAfterTheirCall() throws Exception {
        Gated source = new Gated(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        CompletableFuture<Refresh> first = refreshElsewhere();
        source.entered.acquire();
        List<CompletableFuture<Refresh>> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.add(refreshElsewhere());
        }
        Waiting.until("all wait", () -> waiting() >= 5);
        source.set(OTHER);
        source.gate.release(10);

        // The read that was under way may see either tree; those that followed see the new one.
        get(first);
        for (CompletableFuture<Refresh> refresh : later) {
            assertThat(get(refresh).state().table().phcis()).containsExactly("/b");
        }
        assertThat(source.most).hasValue(1);
        assertThat(source.snapshots()).isBetween(2, 5);
    }

    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(
                        stack ->
                                Arrays.stream(stack)
                                        .anyMatch(
                                                f ->
                                                        f.getClassName()
                                                                .equals(Flight.class.getName())))
                .count();
    }

    @Test
    void aStopLetsEverybodyGo() throws Exception {
        Gated source = new Gated(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        CompletableFuture<Refresh> reading = refreshElsewhere();
        source.entered.acquire();

        keeper.close();

        assertThat(get(reading).isGood()).isFalse();
        assertThat(keeper.refresh().failure()).contains("stops");
        source.gate.release();
    }

    @Test
    void aStopLeavesNoListenerAtTheAdapter() {
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        Waiting.until("the listener is there", () -> source.listeners().size() == 1);

        keeper.close();

        Waiting.until("the listener is gone", () -> source.listeners().isEmpty());
    }

    @Test
    void aReadThatHangsIsInterruptedWhenItsAdapterGoes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeSource hanging =
                new FakeSource(ONE) {
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
        FakeReference reference = new FakeReference("hanging", 0);
        keeper.bindSource(hanging, reference);
        CompletableFuture<Refresh> reading = refreshElsewhere();
        entered.await();

        keeper.unbindSource(hanging, reference);

        assertThat(get(reading).failure()).contains("hanging");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void announcementsOfTheAdapterInUseAreTold() throws Exception {
        FakeSource source = new FakeSource(ONE);
        FakeSource idle = new FakeSource(OTHER);
        FakeReference reference = new FakeReference("one", 1);
        keeper.bindSource(source, reference);
        keeper.bindSource(idle, new FakeReference("idle", 0));
        Waiting.until("listeners are there", () -> idle.listeners().size() == 1);
        CountDownLatch told = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
        keeper.addListener(
                new TableListener() {
                    @Override
                    public void treeChanged() {
                        events.add("changed");
                        told.countDown();
                    }

                    @Override
                    public void published(TableState state) {
                        events.add("published " + state.sequence());
                    }

                    @Override
                    public void adaptersChanged() {
                        events.add("adapters");
                    }
                });

        idle.announce();
        keeper.refresh();
        source.announce();

        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).containsExactly("published 1", "changed");
        keeper.unbindSource(source, reference);
        Waiting.until("the listener is gone", () -> source.listeners().isEmpty());
    }
}
