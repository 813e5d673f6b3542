// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import io.lastpath.sim.internal.scenario.Answer;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumerModuleTest {

    private static final String DISK = "/devices/dm-0";
    private static final RcmFlags FORCE = RcmFlags.FORCE;

    private final ConsumerModule module = new ConsumerModule("Simulated module m 1");

    @Test
    void whoAllowsAgreesAndSaysNothing() {
        module.update(List.of(consumer("lv", Verdict.DATA_CRITICAL, Answer.ALLOW, "")));

        assertThat(offline(new FakeHandle(), RcmFlags.QUERY)).isEqualTo(ModuleReply.SUCCESS);
        assertThat(offline(new FakeHandle(), RcmFlags.NONE)).isEqualTo(ModuleReply.SUCCESS);
        assertThat(offline(new FakeHandle(), FORCE)).isEqualTo(ModuleReply.SUCCESS);
    }

    @Test
    void whoAgreesToAnUnknownLossSaysThatItIsUnknown() {
        module.update(List.of(consumer("raw", Verdict.UNKNOWN, Answer.ALLOW, "")));

        assertThat(offline(new FakeHandle(), RcmFlags.QUERY).assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.UNKNOWN);
    }

    @Test
    void whoRefusesSaysWhy() {
        module.update(
                List.of(consumer("/srv", Verdict.DATA_CRITICAL, Answer.REFUSE, "/srv is mounted")));

        for (RcmFlags flags : List.of(RcmFlags.QUERY, RcmFlags.NONE)) {
            assertThat(offline(new FakeHandle(), flags))
                    .isEqualTo(ModuleReply.refusal("/srv is mounted"));
        }
    }

    @Test
    void whoRefusesWithoutAReasonNamesItsUse() {
        module.update(List.of(consumer("/srv", Verdict.DATA_CRITICAL, Answer.REFUSE, "")));

        assertThat(offline(new FakeHandle(), RcmFlags.NONE).error()).isEqualTo("/srv is in use");
    }

    @Test
    void theAnswersToAQueryAndToTheOfflineMayDiffer() {
        module.update(
                List.of(
                        new ScenarioConsumer(
                                "/dm-0",
                                "m",
                                "/srv",
                                "use",
                                Verdict.DATA_CRITICAL,
                                Answer.ALLOW,
                                Answer.REFUSE,
                                Answer.ALLOW,
                                "just opened",
                                0)));

        assertThat(offline(new FakeHandle(), RcmFlags.QUERY).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(new FakeHandle(), RcmFlags.NONE).error()).isEqualTo("just opened");
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_CRITICAL")
    void forcePassesWhoWouldRefuseAndSaysOnceWhatThatCosts(Verdict severity) {
        module.update(List.of(consumer("/srv", severity, Answer.REFUSE, "/srv is mounted")));

        assertThat(offline(new FakeHandle(), FORCE.with(RcmFlags.QUERY)))
                .isEqualTo(
                        new ModuleReply(
                                RcmResult.SUCCESS,
                                "",
                                List.of(),
                                List.of(
                                        new Assessment(
                                                severity,
                                                "overruled by force: use of /srv",
                                                Set.of("/srv", DISK)))));
        assertThat(offline(new FakeHandle(), FORCE)).isEqualTo(ModuleReply.SUCCESS);
    }

    @Test
    void forceAloneDoesNotPassWhatTheSystemNeeds() {
        module.update(
                List.of(
                        consumer(
                                "mpathg",
                                Verdict.SYSTEM_CRITICAL,
                                Answer.REFUSE,
                                "swap is in use")));

        for (FakeHandle handle : List.of(new FakeHandle(), new FakeHandle("other", "UNKNOWN"))) {
            assertThat(offline(handle, FORCE))
                    .isEqualTo(ModuleReply.refusal("swap is in use; name mpathg to give it up"));
        }
    }

    @Test
    void whatTheSystemNeedsIsGivenUpByTheNameOfItsUseOrOfTheClientsResource() {
        module.update(
                List.of(
                        consumer(
                                "mpathg",
                                Verdict.SYSTEM_CRITICAL,
                                Answer.REFUSE,
                                "swap is in use")));

        assertThat(offline(new FakeHandle("mpathg"), FORCE).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(new FakeHandle(DISK), FORCE).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aNameWithoutForceGivesNothingUp() {
        module.update(
                List.of(
                        consumer(
                                "mpathg",
                                Verdict.SYSTEM_CRITICAL,
                                Answer.REFUSE,
                                "swap is in use")));

        assertThat(offline(new FakeHandle("mpathg"), RcmFlags.NONE).error())
                .isEqualTo("swap is in use");
    }

    @Test
    void severalUsesOfOneClientAreAllAnsweredFor() {
        module.update(
                List.of(
                        consumer("a", Verdict.DEGRADED, Answer.ALLOW, ""),
                        consumer("b", Verdict.SYSTEM_CRITICAL, Answer.REFUSE, "b is root"),
                        consumer("c", Verdict.DATA_CRITICAL, Answer.REFUSE, "c is open")));

        ModuleReply refused = offline(new FakeHandle(), RcmFlags.NONE);
        ModuleReply forced = offline(new FakeHandle(), FORCE.with(RcmFlags.QUERY));
        UsageReply usage = module.getInfo(new FakeHandle(), DISK, 0, RcmFlags.NONE);

        assertThat(refused.error()).isEqualTo("b is root; c is open");
        assertThat(forced.error()).isEqualTo("b is root; name b to give it up");
        assertThat(forced.assessments())
                .containsExactly(
                        new Assessment(
                                Verdict.DATA_CRITICAL,
                                "overruled by force: use of c",
                                Set.of("c", DISK)));
        assertThat(usage.info()).isEqualTo("use of a; use of b; use of c");
        assertThat(usage.properties()).containsEntry(InfoTuple.SEVERITY, "SYSTEM_CRITICAL");
    }

    @Test
    void aSuspendHasAnAnswerOfItsOwn() {
        ScenarioConsumer consumer =
                new ScenarioConsumer(
                        "/dm-0",
                        "m",
                        "db",
                        "use",
                        Verdict.DATA_CRITICAL,
                        Answer.ALLOW,
                        Answer.ALLOW,
                        Answer.REFUSE,
                        "db cannot wait",
                        0);
        module.update(List.of(consumer));

        ModuleReply reply =
                module.requestSuspend(
                        new FakeHandle(), DISK, 0, Duration.ofSeconds(1), RcmFlags.QUERY);

        assertThat(reply.error()).isEqualTo("db cannot wait");
        assertThat(offline(new FakeHandle(), RcmFlags.NONE)).isEqualTo(ModuleReply.SUCCESS);
    }

    @Test
    void whatIsNoLongerUsedIsLetGo() {
        assertThat(offline(new FakeHandle(), RcmFlags.NONE)).isEqualTo(ModuleReply.SUCCESS);
        assertThat(module.getInfo(new FakeHandle(), DISK, 0, RcmFlags.NONE))
                .isEqualTo(UsageReply.failure("/devices/dm-0 is no longer used"));
    }

    @Test
    void registrationsFollowTheConsumers() {
        FakeHandle handle = new FakeHandle();
        module.update(List.of(on("/dm-0"), on("/dm-1"), on("/dm-1")));
        assertThat(module.register(handle)).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.registered).containsExactly("/devices/dm-0", "/devices/dm-1");

        module.update(List.of(on("/dm-1"), on("/dm-2")));
        handle.calls.clear();
        assertThat(module.register(handle)).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.registered).containsExactly("/devices/dm-1", "/devices/dm-2");
        assertThat(handle.calls)
                .containsExactly(
                        "unregister DR /devices/dm-0 NONE",
                        "register DR /devices/dm-1 NONE",
                        "register DR /devices/dm-2 NONE");

        assertThat(module.unregister(handle)).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.registered).isEmpty();
    }

    @Test
    void anotherCoordinatorGetsEveryRegistrationAnew() {
        module.update(List.of(on("/dm-0")));
        module.register(new FakeHandle());
        FakeHandle later = new FakeHandle();

        module.register(later);

        assertThat(later.registered).containsExactly("/devices/dm-0");
    }

    @Test
    void aFailedRegistrationIsReportedAndTriedAgain() {
        FakeHandle handle = new FakeHandle();
        handle.failures.put("/devices/dm-0", FakeHandle.conflict());
        module.update(List.of(on("/dm-0"), on("/dm-1")));

        assertThat(module.register(handle)).isEqualTo(RcmResult.CONFLICT);
        assertThat(handle.registered).containsExactly("/devices/dm-1");

        handle.failures.clear();
        assertThat(module.register(handle)).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.registered).containsExactly("/devices/dm-0", "/devices/dm-1");
    }

    @Test
    void aClientWithTooLongANameIsNotRegistered() {
        FakeHandle handle = new FakeHandle();
        // "/devices" and the slash are 9 of the 1,023 bytes that a resource name may have.
        String longest = "/" + "x".repeat(1014);
        module.update(List.of(on(longest), on(longest + "x")));

        assertThat(module.register(handle)).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.registered).containsExactly("/devices" + longest);
    }

    @Test
    @Timeout(10)
    void anAnswerTakesItsTimeForEachUse() {
        module.update(List.of(slow(100), slow(200)));
        long start = System.nanoTime();

        module.notifyOnline(new FakeHandle(), DISK, 0, RcmFlags.NONE);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    }

    @Test
    @Timeout(10)
    void anInterruptedAnswerIsARefusal() {
        module.update(List.of(slow(3_600_000)));
        Thread.currentThread().interrupt();

        assertThat(offline(new FakeHandle(), RcmFlags.NONE).error())
                .isEqualTo("the answer for /devices/dm-0 was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(10)
    void aModuleThatLeavesEndsItsAnswers() throws Exception {
        module.update(List.of(slow(3_600_000)));
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<ModuleReply> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            started.countDown();
                            return offline(new FakeHandle(), RcmFlags.NONE);
                        });
        started.await();

        module.leave();

        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(ModuleReply.SUCCESS);
    }

    private ModuleReply offline(FakeHandle handle, RcmFlags flags) {
        return module.requestOffline(handle, DISK, 0, flags);
    }

    private static ScenarioConsumer consumer(
            String resource, Verdict severity, Answer answer, String reason) {
        return new ScenarioConsumer(
                "/dm-0",
                "m",
                resource,
                "use of " + resource,
                severity,
                answer,
                answer,
                Answer.ALLOW,
                reason,
                0);
    }

    private static ScenarioConsumer on(String client) {
        return new ScenarioConsumer(
                client,
                "m",
                "r",
                "use",
                Verdict.SAFE,
                Answer.ALLOW,
                Answer.ALLOW,
                Answer.ALLOW,
                "",
                0);
    }

    private static ScenarioConsumer slow(long millis) {
        return new ScenarioConsumer(
                "/dm-0",
                "m",
                "r",
                "use",
                Verdict.SAFE,
                Answer.ALLOW,
                Answer.ALLOW,
                Answer.ALLOW,
                "",
                millis);
    }
}
