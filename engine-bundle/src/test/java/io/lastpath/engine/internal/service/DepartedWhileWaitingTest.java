// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final TestModule disk = new TestModule(DISK);
    private Engine.Arrival arrival;
    private volatile Runnable whileRegistering = () -> {};

    @BeforeEach
    void arrive() {
        part.answer(ModuleReply.refusal("in use"));
        arrival = fixture.arrive("part", part);
        fixture.arrive("disk", disk);
        fixture.arrive(
                "slow",
                new TestModule("/slow") {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        whileRegistering.run();
                        return super.register(handle);
                    }
                });
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

    /** As where its bundle is updated. */
    @Test
    void whoComesBackMeanwhileIsWaitedForAndAsked() throws Exception {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CountDownLatch registered = new CountDownLatch(1);
        whileRegistering =
                () -> {
                    whileRegistering = () -> {};
                    fixture.engine.leave(arrival);
                    fixture.engine.arrive(
                            "part", () -> 60_000, () -> new Late(PART, caller, registered));
                };
        CompletableFuture<RcmReply> reply = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            reply.complete(fixture.process(7).requestOffline(List.of(DISK), NONE));
                            registered.countDown();
                        });
        thread.start();
        caller.complete(thread);

        RcmReply answer = reply.get(30, TimeUnit.SECONDS);
        assertThat(answer.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(answer.toString()).contains("in use after the update");
    }

    /** Registers once the request waits, or is over. */
    private static final class Late extends TestModule {

        private final CompletableFuture<Thread> caller;
        private final CountDownLatch over;

        Late(String resource, CompletableFuture<Thread> caller, CountDownLatch over) {
            super(resource);
            this.caller = caller;
            this.over = over;
            answer(ModuleReply.refusal("in use after the update"));
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            while (over.getCount() > 0 && caller.join().getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            return super.register(handle);
        }
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
        fixture.arrive("memory", new Memory());

        RcmReply reply = fixture.process(7).requestCapacityChange("/memory", NONE, Map.of());

        assertPassedOver(reply);
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).doesNotContain("offline " + DISK + " NONE");
    }

    /** Takes an adapter out when its capacity changes. */
    private static final class Memory extends TestModule {

        @Override
        public RcmResult register(RcmHandle handle) {
            return handle.registerInterest(RegistrationKind.CAPACITY, "/memory", NONE).result();
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            RcmReply reply = handle.requestOffline(List.of("/hba"), flags);
            return new ModuleReply(
                    reply.result(),
                    reply.isSuccess() ? "" : "dependents failed",
                    reply.tuples(),
                    reply.assessments());
        }
    }
}
