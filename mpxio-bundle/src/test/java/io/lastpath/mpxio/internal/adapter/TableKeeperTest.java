// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is read, published and believed. */
class TableKeeperTest extends KeeperOfAdapters {

    @Test
    void nothingReadIsStale() {
        assertThat(keeper.state().isStale()).isTrue();
        assertThat(keeper.state().staleReason()).contains("not been read yet");
        assertThat(keeper.refresh().failure()).isEqualTo("no device tree adapter in service");
        assertThat(keeper.state().failures()).isEqualTo(1);
    }

    /** What happens while it is read may not be in it. */
    @Test
    void aTableTellsWhenItsReadBegan() {
        AtomicLong asked = new AtomicLong();
        FakeSource source =
                new FakeSource(ONE) {
                    @Override
                    public DeviceTree snapshot() throws DeviceTreeException {
                        asked.set(System.nanoTime());
                        return super.snapshot();
                    }
                };
        keeper.bindSource(source, new FakeReference("one", 0));
        long before = System.nanoTime();

        TableState state = keeper.refresh().state();

        assertThat(state.readNanos()).isBetween(before, asked.get());
        source.fail("di_init: Permission denied");
        assertThat(keeper.refresh().state().readNanos()).isEqualTo(state.readNanos());
    }

    @Test
    void anAdapterThatComesUnderTheNameOfOneThatHasLeftIsAnotherOne() {
        FakeSource source = new FakeSource(ONE);
        FakeReference reference = new FakeReference("one", 0);
        keeper.bindSource(source, reference);
        TableState before = keeper.refresh().state();
        assertThat(keeper.refresh().state().source()).isEqualTo(before.source());
        keeper.unbindSource(source, reference);
        keeper.bindSource(source, new FakeReference("one", 0));

        TableState after = keeper.refresh().state();

        assertThat(after.adapter()).isEqualTo(before.adapter());
        assertThat(after.source()).isNotEqualTo(before.source());
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
        Waiting.until(
                "it is logged",
                () -> logs.lines().stream().anyMatch(line -> line.contains("Permission denied")));
        source.set(OTHER);
        assertThat(keeper.refresh().state().isStale()).isFalse();
        assertThat(keeper.adapters().get(0).stats().failures()).isEqualTo(2);
        assertThat(keeper.adapters().get(0).stats().snapshots()).isEqualTo(2);
    }

    @Test
    void whateverAnAdapterThrowsIsAFailedRead() throws Exception {
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

                        @Override
                        public String description() {
                            snapshot();
                            return "";
                        }
                    };
            keeper.bindSource(bad, reference);
            assertThat(get(refreshElsewhere()).failure())
                    .contains("bad")
                    .contains(problem.toString());
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
    void anAnnouncedChangeIsStaleUntilAReadThatBeganAfterwards() throws Exception {
        Gated source = new Gated(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        source.gate.release();
        assertThat(keeper.refresh().state().isStale()).isFalse();
        source.entered.acquire();

        source.announce();

        String reason = "the device tree changed and has not been read again yet";
        assertThat(keeper.state().staleReason()).isEqualTo(reason);
        CompletableFuture<Refresh> reading = refreshElsewhere();
        source.entered.acquire();
        source.announce();
        source.gate.release();
        assertThat(get(reading).isGood()).isTrue();
        assertThat(get(reading).state().sequence()).isEqualTo(2);
        assertThat(keeper.state().staleReason()).isEqualTo(reason);
        source.gate.release();
        assertThat(keeper.refresh().state().isStale()).isFalse();
    }

    @Test
    void whatMayHaveChangedIsReadAgainAndBelievedUntilThen() throws Exception {
        FakeSource source = new FakeSource(ONE);
        FakeSource idle = new FakeSource(OTHER);
        keeper.bindSource(source, new FakeReference("one", 1));
        keeper.bindSource(idle, new FakeReference("idle", 0));
        Waiting.until("listeners are there", () -> idle.listeners().size() == 1);
        Recorder recorder = record();
        keeper.refresh();

        idle.haveLookedAtAgain();
        source.haveLookedAtAgain();
        assertThat(keeper.state().isStale()).isFalse();
        keeper.refresh();

        Waiting.until("it is told", () -> recorder.events.contains("published 2"));
        assertThat(recorder.since("published 1"))
                .containsExactly("published 1", "changed", "published 2");
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
    void announcementsOfTheAdapterInUseAreTold() throws Exception {
        FakeSource source = new FakeSource(ONE);
        FakeSource idle = new FakeSource(OTHER);
        FakeReference reference = new FakeReference("one", 1);
        keeper.bindSource(source, reference);
        keeper.bindSource(idle, new FakeReference("idle", 0));
        Waiting.until("listeners are there", () -> idle.listeners().size() == 1);
        Recorder recorder = record();
        keeper.refresh();
        Waiting.until("it is told", () -> recorder.events.contains("published 1"));

        idle.announce();
        keeper.refresh();
        source.announce();
        keeper.refresh();

        Waiting.until("it is told", () -> recorder.events.contains("published 3"));
        assertThat(recorder.since("published 2"))
                .containsExactly("published 2", "stale 2", "changed", "published 3");
        keeper.unbindSource(source, reference);
        Waiting.until("the listener is gone", () -> source.listeners().isEmpty());
    }
}
