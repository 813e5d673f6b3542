// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.INCLUDE_SUBTREE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A module leaves after a request has come and before anybody is asked: while the request waits for
 * another one to register, or while one is called that will pass a question on.
 */
@Timeout(60)
class DepartedWhileWaitingTest {

    private static final String DISK = "/devices/disk";
    private static final String PART = DISK + "/part";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule part = new TestModule(PART);
    private final TestModule disk =
            new TestModule(DISK) {
                @Override
                public UsageReply getInfo(
                        RcmHandle handle, String resource, long pid, RcmFlags flags) {
                    whileTelling.run();
                    return super.getInfo(handle, resource, pid, flags);
                }
            };
    private Engine.Arrival arrival;
    private volatile Runnable whileRegistering = () -> {};
    private volatile Runnable whileTelling = () -> {};

    @BeforeEach
    void arrive() {
        part.answer(ModuleReply.refusal("in use"));
        arrival = fixture.arrive("part", part);
        fixture.arrive("disk", disk);
        fixture.arrive("slow", new Slow("/slow"));
    }

    /** What happens while it registers does so while a request waits for it. */
    private final class Slow extends TestModule {

        Slow(String resource) {
            super(resource);
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            whileRegistering.run();
            return super.register(handle);
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static void assertPassedOver(RcmReply reply) {
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.toString()).contains("module part left before its turn for " + PART);
    }

    @Test
    void whoLeavesWhileAProcessWaitsForRegistrationsIsPassedOver() {
        whileRegistering = () -> fixture.engine.leave(arrival);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertPassedOver(reply);
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whoLeavesWhileAPersonWaitsForRegistrationsIsPassedOver() {
        whileRegistering = () -> fixture.engine.leave(arrival);

        RcmReply reply = fixture.person("anna").requestOffline(List.of(DISK), QUERY);

        assertPassedOver(reply);
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    /** As where its bundle is updated. Whoever does not wait for him asks the disk by then. */
    @Test
    void whoComesBackMeanwhileIsWaitedForAndAsked() {
        CountDownLatch asked = new CountDownLatch(1);
        disk.offline =
                (handle, resource, flags) -> {
                    asked.countDown();
                    return ModuleReply.SUCCESS;
                };
        whileRegistering =
                () -> {
                    fixture.engine.leave(arrival);
                    fixture.engine.arrive("part", () -> 60_000, () -> new Late(PART, asked, 1));
                };

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.toString()).contains("in use after the update");
    }

    /** Takes a while to register, unless the question has begun without it. */
    private static final class Late extends TestModule {

        private final CountDownLatch asked;
        private final long seconds;

        Late(String resource, CountDownLatch asked, long seconds) {
            super(resource);
            this.asked = asked;
            this.seconds = seconds;
            answer(ModuleReply.refusal("in use after the update"));
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            try {
                asked.await(seconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.register(handle);
        }
    }

    /** The first one leaves while it registers: nobody but the second is there to be waited for. */
    @Test
    void whoTakesOverMeanwhileIsWaitedForAndAsked() {
        CountDownLatch asked = new CountDownLatch(1);
        disk.offline =
                (handle, resource, flags) -> {
                    asked.countDown();
                    return ModuleReply.SUCCESS;
                };
        fixture.engine.arrive("part", () -> 60_000, () -> new Late(PART, asked, 1));
        whileRegistering = () -> fixture.engine.leave(arrival);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.toString()).contains("in use after the update");
    }

    @Test
    void whoIsWaitedForAndLeavesWithoutHavingRegisteredMakesItUnknown() {
        part.answer(ModuleReply.SUCCESS);
        CountDownLatch never = new CountDownLatch(1);
        Engine.Arrival guest =
                fixture.engine.arrive(
                        "guest", () -> 60_000, () -> new Late(DISK + "/guest", never, 60));
        fixture.arrive("slower", new Slow("/slower")); // who came last is the first to register
        whileRegistering = () -> fixture.engine.leave(guest);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.toString()).contains("module guest left before it had registered");
    }

    @Test
    void whoLeavesBeforeHeTellsHowHeUsesItMakesInformationUnknown() {
        whileRegistering = () -> fixture.engine.leave(arrival);

        assertUntold(fixture.person("anna").getInfo(List.of(DISK), INCLUDE_SUBTREE));
    }

    @Test
    void soDoesHeWhereNobodyIsWaitedFor() {
        whileTelling = () -> fixture.engine.leave(arrival);

        assertUntold(fixture.person("anna").inspect(List.of(DISK), INCLUDE_SUBTREE));
    }

    private static void assertUntold(RcmReply reply) {
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module part left before its turn for " + PART);
        assertThat(reply.tuples()).extracting(InfoTuple::resource).containsExactly(DISK);
    }

    /** A person who asks for an adapter that hangs above the disk gets to know it as well. */
    @Test
    void soDoesHeWhereItIsPassedOn() {
        TestModule hba =
                new TestModule("/hba") {
                    @Override
                    public UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        RcmReply reply = handle.getInfo(List.of(DISK), INCLUDE_SUBTREE);
                        return new UsageReply(
                                reply.result(), "adapter", "", Map.of(), reply.tuples());
                    }
                };
        fixture.arrive("hba", hba);
        whileTelling = () -> fixture.engine.leave(arrival);

        RcmReply reply = fixture.person("anna").getInfo(List.of("/hba"), NONE);

        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module part left before its turn for " + PART);
    }

    private Engine.Arrival guest() {
        return fixture.arrive("guest", new TestModule(DISK + "/guest"));
    }

    private static void assertGuestPassedOver(RcmReply reply) {
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module guest left before its turn for " + DISK);
    }

    @Test
    void whoWasWaitedForAndLeavesDuringTheWaitIsPassedOver() {
        part.answer(ModuleReply.SUCCESS);
        whileRegistering = () -> fixture.engine.leave(guest());

        assertGuestPassedOver(fixture.process(7).requestOffline(List.of(DISK), NONE));
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whoWasWaitedForAndLeavesBeforeHeTellsMakesInformationUnknown() {
        AtomicReference<Engine.Arrival> guest = new AtomicReference<>();
        whileRegistering = () -> guest.set(guest());
        whileTelling = () -> fixture.engine.leave(guest.get());

        assertGuestPassedOver(fixture.person("anna").getInfo(List.of(DISK), INCLUDE_SUBTREE));
    }

    @Test
    void whoWasWaitedForAndLeavesWhileTheQuestionIsPassedOnIsPassedOver() {
        part.answer(ModuleReply.SUCCESS);
        AtomicReference<Engine.Arrival> guest = new AtomicReference<>();
        TestModule hba = new PassingModule(List.of(DISK), "/hba");
        TestModule.Reaction pass = hba.offline;
        hba.offline =
                (handle, resource, flags) -> {
                    fixture.engine.leave(guest.get());
                    return pass.to(handle, resource, flags);
                };
        fixture.arrive("hba", hba);
        whileRegistering = () -> guest.set(guest());

        assertGuestPassedOver(fixture.process(7).requestOffline(List.of("/hba"), NONE));
    }

    @Test
    void whoLeavesWhileACapacityRequestPassesAQuestionOnIsPassedOver() {
        TestModule hba = new PassingModule(List.of(DISK), "/hba");
        TestModule.Reaction pass = hba.offline;
        hba.offline =
                (handle, resource, flags) -> {
                    if (flags.has(QUERY)) {
                        fixture.engine.leave(arrival);
                    }
                    return pass.to(handle, resource, flags);
                };
        fixture.arrive("hba", hba);
        fixture.arrive("memory", new CapacityModule("/hba"));

        RcmReply reply =
                fixture.process(7).requestCapacityChange(CapacityModule.MEMORY, NONE, Map.of());

        assertPassedOver(reply);
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).doesNotContain("offline " + DISK + " NONE");
    }
}
