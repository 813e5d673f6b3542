// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests side by side, and modules that fail in every way that they can. */
@Timeout(60)
class EngineConcurrencyTest {

    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        fixture.close();
        callers.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private Future<RcmReply> offline(long pid, String... resources) {
        return callers.submit(() -> fixture.process(pid).requestOffline(List.of(resources), NONE));
    }

    private static RcmReply answer(Future<RcmReply> reply)
            throws ExecutionException, InterruptedException, TimeoutException {
        return reply.get(30, TimeUnit.SECONDS);
    }

    /** A module that blocks in its first callback until the test is over or lets it go. */
    private TestModule blocking(CountDownLatch entered, String... resources) {
        TestModule module = new TestModule(resources);
        module.offline =
                (handle, resource, flags) -> {
                    entered.countDown();
                    await(release);
                    return ModuleReply.SUCCESS;
                };
        return module;
    }

    @Test
    void aBlockedModuleBlocksNobodyElse() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        fixture.arrive("slow", blocking(entered, "/slow"));
        fixture.arrive("quick", new TestModule("/quick"));
        Future<RcmReply> slow = offline(7, "/slow");
        await(entered);

        assertThat(answer(offline(8, "/quick")).isSuccess()).isTrue();
        assertThat(fixture.process(8).getResourceState("/quick").number()).isEqualTo(5);
        assertThat(answer(offline(8, "/slow")).result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(answer(offline(8, "/slow/below")).result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(fixture.engine.modules()).hasSize(2);
        assertThat(slow).isNotDone();
        release.countDown();
        assertThat(answer(slow).isSuccess()).isTrue();
    }

    @Test
    void independentRequestsRunSideBySide() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        for (String name : List.of("a", "b")) {
            TestModule module = new TestModule("/" + name);
            module.offline =
                    (handle, resource, flags) -> {
                        both.countDown();
                        await(both); // only if the other one is inside as well
                        return ModuleReply.SUCCESS;
                    };
            fixture.arrive(name, module);
        }
        Future<RcmReply> one = offline(7, "/a");
        Future<RcmReply> other = offline(8, "/b");

        assertThat(answer(one).isSuccess()).isTrue();
        assertThat(answer(other).isSuccess()).isTrue();
    }

    @Test
    void ofManyWhoWantOverlappingResourcesEachIsWholeOrRefused() throws Exception {
        long seed = System.nanoTime();
        System.out.println("overlapping requests, seed " + seed);
        Random random = new Random(seed);
        fixture.arrive("fs", new TestModule("/x/1", "/x/2", "/x/3", "/y"));
        List<Future<RcmReply>> replies = new ArrayList<>();
        List<String> names = List.of("/x", "/x/1", "/x/2", "/x/3", "/y");
        for (int i = 0; i < 400; i++) {
            long pid = 1 + random.nextInt(8);
            String name = names.get(random.nextInt(names.size()));
            replies.add(offline(pid, name));
            replies.add(
                    callers.submit(() -> fixture.process(pid).notifyOnline(List.of(name), NONE)));
        }
        for (Future<RcmReply> reply : replies) {
            answer(reply);
        }
        for (long pid = 1; pid <= 8; pid++) {
            fixture.process(pid).notifyOnline(names, NONE);
        }

        assertThat(fixture.engine.drRequests()).isEmpty();
        for (String name : names) {
            assertThat(fixture.process(9).getResourceState(name).number()).isEqualTo(1);
        }
    }

    @Test
    void whateverAModuleThrowsIsItsRefusal() throws Exception {
        TestModule module = new TestModule("/a");
        fixture.arrive("bad", module);
        List<Throwable> thrown =
                List.of(
                        new IllegalStateException("the volume is broken"),
                        new NoClassDefFoundError("org/example/Gone"),
                        new StackOverflowError());
        List<String> sentences =
                List.of(
                        "the volume is broken",
                        "org/example/Gone",
                        "module bad threw java.lang.StackOverflowError");
        for (int i = 0; i < thrown.size(); i++) {
            Throwable one = thrown.get(i);
            module.offline =
                    (handle, resource, flags) -> {
                        if (one instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) one;
                    };
            RcmReply reply = answer(offline(7, "/a"));
            assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
            assertThat(reply.tuples())
                    .extracting(InfoTuple::error)
                    .containsExactly(sentences.get(i));
        }
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.engine.modules())
                .singleElement()
                .returns(3L, ModuleStatus::failures)
                .satisfies(one -> assertThat(one.lastFailure()).contains("StackOverflowError"));
    }

    @Test
    void anAnswerOfNullIsAFailureToo() throws Exception {
        TestModule module = new TestModule("/a");
        module.offline = (handle, resource, flags) -> null;
        fixture.arrive("bad", module);

        assertThat(answer(offline(7, "/a")).tuples())
                .extracting(InfoTuple::error)
                .containsExactly("the module answered null");
    }

    @Test
    void aModuleThatHangsIsGivenUpAndItsLateAnswerIsDropped() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        TestModule module = new TestModule("/a");
        List<RcmReply> late = new CopyOnWriteArrayList<>();
        module.offline =
                (handle, resource, flags) -> {
                    entered.countDown();
                    boolean waiting = true;
                    while (waiting) { // does not even heed an interrupt
                        try {
                            waiting = !release.await(30, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            waiting = true;
                        }
                    }
                    late.add(handle.requestOffline(List.of("/dependent"), flags));
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("hung", 50, module);

        RcmReply reply = answer(offline(7, "/a"));

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.tuples())
                .extracting(InfoTuple::error)
                .containsExactly("module hung did not answer offline query of /a within 50 ms");
        assertThat(fixture.engine.drRequests()).isEmpty();
        release.countDown();
        until(() -> fixture.warnings.stream().anyMatch(text -> text.contains("too late")));
        assertThat(late).extracting(RcmReply::errno).containsExactly(Errno.EFAULT);
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.process(7).getResourceState("/a").number()).isEqualTo(1);
    }

    @Test
    void aModuleThatLeavesWhileItIsAskedIsAnsweredAsAConflictAtOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        Engine.Arrival arrival = fixture.arrive("leaving", blocking(entered, "/a", "/b"));
        Future<RcmReply> reply = offline(7, "/a");
        await(entered);

        fixture.engine.leave(arrival);

        assertThat(answer(reply).result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(answer(reply).tuples())
                .extracting(InfoTuple::error)
                .containsExactly("module leaving left while it was asked for offline query of /a");
        assertThat(fixture.engine.modules()).isEmpty();
        assertThat(fixture.engine.resourceCount()).isZero();
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(answer(offline(7, "/a")).isSuccess()).isTrue();
    }

    @Test
    void aSecondModuleOfTheSameNameStandsByAndSaysSoUntilTheFirstLeaves() {
        Engine.Arrival first = fixture.arrive("fs", new TestModule("/old"));
        fixture.arrive("fs", new TestModule("/new"));
        String why =
                "a module of the same name is in service; this one takes over when that one leaves";
        assertThat(fixture.engine.modules())
                .extracting(ModuleStatus::name, ModuleStatus::registrations, ModuleStatus::standsBy)
                .containsExactly(tuple("fs", 1, ""), tuple("fs", 0, why));
        assertThat(fixture.notes)
                .containsExactly("another module fs has arrived and stands by: " + why);

        fixture.engine.leave(first);

        until(
                () ->
                        fixture.process(7).inspect(List.of("/new"), NONE).tuples().size() == 1
                                && fixture.engine.resourceCount() == 1);
        assertThat(fixture.engine.modules())
                .singleElement()
                .returns("", ModuleStatus::standsBy)
                .returns(1, ModuleStatus::registrations);
        assertThat(fixture.notes).last().isEqualTo("module fs, which stood by, takes over");
        assertThat(fixture.warnings).as("as when a new version comes").isEmpty();
    }

    @Test
    void nobodyHangsWhenTheCoordinatorStops() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        fixture.arrive("slow", blocking(entered, "/a"));
        fixture.arrive(
                "stubborn",
                new TestModule("/b") {
                    @Override
                    public RcmResult unregister(io.lastpath.rcm.RcmHandle handle) {
                        await(release);
                        return RcmResult.SUCCESS;
                    }
                });
        Future<RcmReply> reply = offline(7, "/a");
        await(entered);
        long start = System.nanoTime();

        fixture.engine.stop();

        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(4));
        assertThat(answer(reply).errno()).isEqualTo(Errno.EFAULT);
    }

    @Test
    void threadsGoWhenThereIsNothingToDo() throws Exception {
        fixture.arrive("fs", new TestModule("/a"));
        answer(offline(7, "/a"));

        fixture.engine.stop();

        until(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(one -> one.getName().startsWith("lastpath-engine")));
    }

    @Test
    void listenersAreToldInOrderAndOneThatThrowsDisturbsNobody() throws Exception {
        List<Long> ended = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> changed = new CompletableFuture<>();
        fixture.engine.addListener(
                () -> {
                    throw new IllegalStateException("a bad listener");
                });
        CoordinatorListener good =
                new CoordinatorListener() {
                    @Override
                    public void registrationsChanged() {
                        changed.complete(null);
                    }

                    @Override
                    public void operationEnded(Operation operation) {
                        ended.add(operation.number());
                    }
                };
        fixture.engine.addListener(good);
        fixture.engine.addListener(good);
        fixture.arrive("fs", new TestModule("/a"));
        changed.get(30, TimeUnit.SECONDS);
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            numbers.add(
                    fixture.process(7).requestOffline(List.of("/a"), RcmFlags.QUERY).operation());
        }

        until(() -> ended.size() >= 50);
        assertThat(ended).isEqualTo(numbers);
    }

    @Test
    void aModuleThatHangsInRegisterHoldsUpOneRequestAndNoOther() throws Exception {
        fixture.arrive(
                "hung",
                500,
                new TestModule() {
                    @Override
                    public RcmResult register(io.lastpath.rcm.RcmHandle handle) {
                        boolean waiting = true;
                        while (waiting) {
                            try {
                                waiting = !release.await(30, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                waiting = true;
                            }
                        }
                        return RcmResult.SUCCESS;
                    }
                });

        assertThat(answer(offline(7, "/a")).isSuccess()).isTrue();
        assertThat(fixture.engine.modules().get(0).lastFailure())
                .isEqualTo("register: an earlier register has not come back yet");
    }

    @Test
    void aModuleThatAsksForItRegistersAgain() {
        List<String> names = new CopyOnWriteArrayList<>(List.of("/one"));
        TestModule module =
                new TestModule() {
                    @Override
                    public RcmResult register(io.lastpath.rcm.RcmHandle handle) {
                        names.forEach(
                                one ->
                                        handle.registerInterest(
                                                io.lastpath.rcm.RegistrationKind.DR, one, NONE));
                        return RcmResult.SUCCESS;
                    }
                };
        fixture.arrive("mpxio", module);
        names.add("/two");

        fixture.engine.requestRegistration("mpxio");
        fixture.engine.requestRegistration("nobody");

        until(() -> fixture.engine.resourceCount() == 2);
    }
}
