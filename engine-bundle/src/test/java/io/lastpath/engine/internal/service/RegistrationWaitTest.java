// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request waits for registrations that were to come or under way when it began. */
@Timeout(60)
class RegistrationWaitTest {

    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean quick;

    /** Registers nothing as long as it is quick, then takes its time; would refuse. */
    private final TestModule module =
            new TestModule("/a") {
                @Override
                public RcmResult register(RcmHandle handle) {
                    if (quick) {
                        return RcmResult.SUCCESS;
                    }
                    inside.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return RcmResult.FAILURE;
                    }
                    return super.register(handle);
                }
            };

    @AfterEach
    void stop() {
        release.countDown();
        fixture.close();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private RcmReply offline() {
        return fixture.process(7).requestOffline(List.of("/a"), NONE);
    }

    /** Asks, lets the module register as soon as the request waits, and checks that it refuses. */
    private void assertThatTheModuleIsAsked() throws Exception {
        module.answer(ModuleReply.refusal("mounted"));
        CompletableFuture<RcmReply> reply = new CompletableFuture<>();
        Thread caller = new Thread(() -> reply.complete(offline()));
        caller.start();
        until(
                () ->
                        reply.isDone()
                                || caller.getState() == Thread.State.WAITING
                                || caller.getState() == Thread.State.TIMED_WAITING);
        release.countDown();

        assertThat(reply.get(30, TimeUnit.SECONDS).result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.join().tuples()).extracting(InfoTuple::error).containsExactly("mounted");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    private Engine.Arrival arrive(long limitMillis) {
        return fixture.engine.arrive("slow", () -> limitMillis, () -> module);
    }

    private void arriveQuickly() {
        quick = true;
        arrive(60_000).registered().join();
        quick = false;
    }

    @Test
    void aModuleThatHasJustArrivedIsAskedAsWell() throws Exception {
        arrive(60_000);
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatTheModuleIsAsked();
    }

    @Test
    void aRegistrationThatWasAskedForCounts() throws Exception {
        offline(); // from now on requests have nobody register by themselves
        fixture.process(7).notifyOnline(List.of("/a"), NONE);
        arriveQuickly();
        fixture.engine.requestRegistration("slow");

        assertThatTheModuleIsAsked();
    }

    @Test
    void aSecondRequestWaitsForTheRegistrationsOfTheFirst() throws Exception {
        arriveQuickly();
        CompletableFuture<RcmReply> first =
                CompletableFuture.supplyAsync(
                        () -> fixture.process(8).getInfo(List.of("/a"), NONE));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatTheModuleIsAsked();

        assertThat(first.join().tuples()).hasSize(1);
    }

    @Test
    void aRegistrationThatDoesNotEndInTimeMakesTheGravityUnknown() {
        arrive(100);

        RcmReply reply = offline();

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .contains(
                        "module slow did not answer register within 100 ms: nobody knows what it"
                                + " would register");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whoAcceptsNotToKnowNeedsNoRegistrations() {
        Intent accepting = new Intent(Initiator.process(7), "fire", Set.of(Intent.ACCEPT_UNKNOWN));
        arrive(100);

        RcmReply reply =
                fixture.engine.open(accepting).requestOffline(List.of("/a"), RcmFlags.FORCE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void informationIsDoubtfulToo() {
        arrive(100);

        assertThat(fixture.process(7).getInfo(List.of("/a"), NONE).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void inspectingDoesNotWait() {
        arrive(60_000);

        assertThat(fixture.process(7).inspect(List.of("/a"), NONE).isSuccess()).isTrue();
        assertThat(release.getCount()).isOne();
    }

    @Test
    void aModuleThatMakesARequestOfItsOwnWhileItRegistersDoesNotWaitForItself() {
        fixture.arrive(
                "own",
                10_000,
                new TestModule() {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        return fixture.process(9).requestOffline(List.of("/x"), NONE).result();
                    }
                });

        assertThat(fixture.engine.modules()).singleElement().returns(0L, ModuleStatus::failures);
        assertThat(fixture.engine.drRequests()).hasSize(1);
    }
}
