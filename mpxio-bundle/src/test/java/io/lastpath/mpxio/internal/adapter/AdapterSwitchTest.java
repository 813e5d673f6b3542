// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is under way when adapters come and go. */
class AdapterSwitchTest extends KeeperOfAdapters {

    private static final String HIGH = "info [Device tree adapter {} is in use now., high]";

    private final Gated low = new Gated(ONE);

    /** Somebody reads the adapter that is in use. */
    private CompletableFuture<Refresh> readLow() throws InterruptedException {
        keeper.bindSource(low, new FakeReference("low", 1));
        Waiting.until("it is listened to", () -> low.listeners().size() == 1);
        CompletableFuture<Refresh> reading = refreshElsewhere();
        low.entered.acquire();
        return reading;
    }

    private void bindHigh() {
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
    }

    @Test
    void aReadThatEndsJustWhenAnotherAdapterComesIntoUseIsNotBelieved() throws Exception {
        CompletableFuture<Refresh> reading = readLow();
        logs.when(
                HIGH,
                () -> {
                    low.gate.release();
                    Waiting.until("the read has ended", reading::isDone);
                });

        bindHigh();

        assertThat(get(reading).failure())
                .isEqualTo("low: given up, another device tree adapter, high, is in use now");
        assertThat(keeper.state().table().phciCount()).isZero();
    }

    @Test
    void aReadDuringWhichItsAdapterWasOutOfUseMayHaveMissedWhatThatAnnounced() throws Exception {
        CompletableFuture<Refresh> reading = readLow();
        logs.when(
                HIGH,
                () -> {
                    low.announce(); // nobody hears one that is not in use
                    keeper.use("low");
                });

        bindHigh();
        low.gate.release();

        assertThat(get(reading).isGood()).isTrue();
        assertThat(get(reading).state().staleReason()).isEqualTo(AdapterChoice.CHANGED);
    }

    @Test
    void anAdapterThatHangsWithTheListenerIsInterruptedWhenItGoes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeSource deaf =
                new FakeSource(ONE) {
                    @Override
                    public void addListener(DeviceTreeListener listener) {
                        entered.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                    }
                };
        FakeReference reference = new FakeReference("deaf", 0);
        keeper.bindSource(deaf, reference);
        entered.await();

        keeper.unbindSource(deaf, reference);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anAdapterThatLeavesJustWhenItsListenerIsOverdueIsNotSaidToBeRead() {
        Semaphore end = new Semaphore(0);
        FakeSource deaf =
                new FakeSource(ONE) {
                    @Override
                    public void addListener(DeviceTreeListener listener) {
                        end.acquireUninterruptibly();
                    }
                };
        Board board = new Board(logs.logger());
        AdapterChoice choice = new AdapterChoice(new Object(), board, "", logs.logger());
        FakeReference reference = new FakeReference("deaf", 0);
        List<Runnable> overdue = new ArrayList<>();
        choice.add(
                deaf,
                reference,
                action -> {
                    overdue.add(action);
                    return new CompletableFuture<>();
                });

        choice.remove(reference);
        overdue.forEach(Runnable::run);

        assertThat(overdue).hasSize(1);
        assertThat(logs.lines()).isEmpty();
        end.release();
        board.close();
    }

    @Test
    void whyNoAdapterIsInUseIsPublishedOnceForEachChange() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 1));
        FakeReference two = new FakeReference("two", 2);
        FakeSource second = new FakeSource(OTHER);
        settings.modified(Settings.config("exact", 256, 30_000, "nope"));
        String missing = "device tree adapter nope, which was chosen, is not in service, only ";
        assertThat(keeper.state().staleReason()).isEqualTo(missing + "one");

        keeper.bindSource(second, two);
        assertThat(keeper.state().staleReason()).isEqualTo(missing + "two, one");

        TableState published = keeper.state();
        keeper.updatedSource(two);
        assertThat(keeper.state()).isSameAs(published);
        keeper.unbindSource(second, two);
        assertThat(keeper.state().staleReason()).isEqualTo(missing + "one");
    }
}
