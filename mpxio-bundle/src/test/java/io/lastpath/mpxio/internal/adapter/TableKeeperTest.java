// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static io.lastpath.devinfo.DeviceTreeSource.ADAPTER;
import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

class TableKeeperTest {

    private static final List<DeviceNode> ONE = hosts("/a");
    private static final List<DeviceNode> OTHER = hosts("/b");

    private final Logs logs = new Logs();
    private final MpxioSettings settings =
            new MpxioSettings(Settings.config("exact", 256), logs.logger());
    private final Set<Thread> before = threads();
    private final TableKeeper keeper = new TableKeeper(settings, logs.logger());

    @AfterEach
    void close() {
        keeper.close();
        Waiting.until("no thread is left", () -> before.containsAll(threads()));
    }

    /** The threads of the keepers of this virtual machine. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(
                        thread ->
                                thread.getName().matches("lastpath-mpxio-(read|limit|ad.*|table)"))
                .collect(Collectors.toSet());
    }

    private void readTimeLimit(int millis) {
        settings.modified(Settings.config("exact", 256, millis));
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

    /** Writes down what it is told. */
    private static final class Recorder implements TableListener {
        final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

        @Override
        public void treeChanged() {
            events.add("changed");
        }

        @Override
        public void published(TableState state) {
            events.add((state.isStale() ? "stale " : "published ") + state.sequence());
        }

        @Override
        public void adaptersChanged() {
            events.add("adapters");
        }

        /** Drops what was queued before a table was published. */
        List<String> since(String event) {
            return events.stream().dropWhile(each -> !each.equals(event)).toList();
        }
    }

    private Recorder record() {
        Recorder recorder = new Recorder();
        keeper.addListener(recorder);
        return recorder;
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
    void anAdapterThatIsChosenIsReadWhateverItsRanking() {
        FakeSource low = new FakeSource(ONE);
        keeper.bindSource(low, new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.refresh();

        keeper.use("low");

        assertThat(keeper.state().staleReason())
                .isEqualTo("device tree adapter low is in use now and was not read yet");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("low");
        assertThat(keeper.chosen()).isEqualTo("low");
        assertThat(keeper.inUse().map(Adapter::name)).contains("low");

        keeper.use("");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("high");
    }

    @Test
    void whoAsksIsToldWhichAdapterIsInUseAndThatItIsAnotherOne() {
        List<Object> told = new CopyOnWriteArrayList<>();
        KeptTree tree = new KeptTree(keeper);
        Runnable listener = () -> told.add(tree.adapter().getOrDefault(ADAPTER, "none"));
        assertThat(tree.adapter()).isEmpty();
        tree.addAdapterListener(listener);

        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        Waiting.until("low is told", () -> told.contains("low"));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        Waiting.until("high is told", () -> told.contains("high"));
        told.clear();
        keeper.use("low");
        Waiting.until("the choice is told", () -> told.contains("low"));

        tree.removeAdapterListener(listener);
        List<Object> last = new CopyOnWriteArrayList<>();
        tree.addAdapterListener(() -> last.add(tree.adapter().get(ADAPTER)));
        keeper.use("low");
        Waiting.until("what was queued is through", () -> last.contains("low"));
        told.clear();
        keeper.use("high");
        Waiting.until("the last one is told", () -> last.contains("high"));
        assertThat(told).isEmpty();
        assertThat(tree.adapter()).containsEntry(Constants.SERVICE_RANKING, 2);
    }

    @Test
    void nobodyTakesThePlaceOfAChosenAdapterThatLeft() {
        FakeReference chosen = new FakeReference("chosen", 1);
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, chosen);
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.use("chosen");
        keeper.refresh();

        keeper.unbindSource(source, chosen);

        String missing =
                "device tree adapter chosen, which was chosen, is not in service, only high";
        assertThat(keeper.inUse()).isEmpty();
        assertThat(keeper.state().staleReason()).isEqualTo(missing);
        assertThat(keeper.refresh().failure()).isEqualTo(missing);
        assertThat(keeper.state().table().phcis()).containsExactly("/a");

        keeper.bindSource(source, new FakeReference("chosen", 1));
        assertThat(keeper.refresh().isGood()).isTrue();
    }

    @Test
    void theLogSaysWhichAdapterIsInUse() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.use("low");

        String line = "info [Device tree adapter {} is in use now., ";
        assertThat(logs.lines())
                .filteredOn(each -> each.startsWith(line))
                .containsExactly(line + "low]", line + "high]", line + "low]");
    }

    @Test
    void aChoiceThatIsNotInServiceIsRefusedAndNamesThoseThatAre() {
        keeper.use(""); // nothing to refuse
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 1));

        assertThatThrownBy(() -> keeper.use("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no adapter other is in service, only one");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("one");
    }

    @Test
    void theConfigurationChoosesAndGoesBeforeAnEarlierChoiceOnceItChanges() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        choose("low");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("low");

        keeper.use("high");
        choose("low"); // no change
        assertThat(keeper.refresh().state().adapter()).isEqualTo("high");

        choose("");
        keeper.use("low");
        choose("absent");
        assertThat(keeper.state().staleReason())
                .isEqualTo(
                        "device tree adapter absent, which was chosen, is not in service, only"
                                + " high, low");
    }

    private void choose(String adapter) {
        settings.modified(Settings.config("exact", 256, 30_000, adapter));
    }

    @Test
    void whoeverWantsTheTreeItselfGetsWhatTheTableWasMadeOf() throws Exception {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 0));

        DeviceTreeReader.Reading reading = new KeptTree(keeper).read();

        assertThat(reading.adapter()).isEqualTo("one");
        assertThat(reading.description()).isEqualTo("a list in a test");
        assertThat(reading.nodes()).isEqualTo(ONE);
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }

    @Test
    void theTreeItselfIsNotToBeHadFromAFailedRead() {
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        source.fail("di_init: Permission denied");

        assertThatThrownBy(new KeptTree(keeper)::read)
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage("di_init: Permission denied");
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
            TableKeeperTest.await(latch);
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

    @Test
    void twoAdaptersOfOneNameAreToldApart() {
        FakeReference first = new FakeReference("twin", 1);
        FakeReference second = new FakeReference("twin", 0);
        keeper.bindSource(new FakeSource(ONE), first);
        keeper.bindSource(new FakeSource(OTHER), second);

        assertThat(keeper.adapters())
                .extracting(Adapter::name)
                .containsExactly("twin", "twin-" + second.getProperty(Constants.SERVICE_ID));
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
                .filter(stack -> isIn(stack, Flight.class.getName(), "await"))
                .count();
    }

    private static boolean isWaitingFor(String method) {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> isIn(stack, Adapter.class.getName(), method));
    }

    private static boolean isIn(StackTraceElement[] stack, String type, String method) {
        return Arrays.stream(stack)
                .anyMatch(f -> f.getClassName().equals(type) && f.getMethodName().equals(method));
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
