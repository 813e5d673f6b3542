// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A module that has not told what it uses: nothing is safe as long as nobody knows. */
class UnregisteredModulesTest {
    private static final String DISK = "/devices/pci@0/disk@0";
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whoIsKeptFromRegisteringMakesAnswersUnknownUntilTheRequestInTheWayEnds() {
        fixture.arrive("others", new TestModule("/other", "/devices/pci@0"));
        RcmHandle holder = fixture.person("anna");
        assertThat(holder.requestOffline(List.of("/devices/pci@0"), NONE).isSuccess()).isTrue();
        TestModule module = new TestModule(DISK);
        fixture.arrive("late", module);
        String doubt = "module late could not register for " + DISK;

        RcmReply refused = fixture.person("bert").requestOffline(List.of("/other"), NONE);
        RcmReply inspected = fixture.person("bert").inspect(List.of("/other"), NONE);

        assertThat(refused.isSuccess()).isFalse();
        assertThat(refused.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(refused.assessments())
                .anySatisfy(
                        one ->
                                assertThat(one.reason())
                                        .startsWith(doubt)
                                        .contains(": /devices/pci@0 is OFFLINE for ", "anna")
                                        .contains(" since 20", "nobody knows what it would say")
                                        .contains("'lastpath online /devices/pci@0'")
                                        .contains("'lastpath remove /devices/pci@0'"));
        assertThat(inspected.assessments())
                .anySatisfy(one -> assertThat(one.reason()).startsWith(doubt));

        assertThat(holder.notifyOnline(List.of("/devices/pci@0"), NONE).isSuccess()).isTrue();

        assertThat(fixture.person("bert").requestOffline(List.of("/other"), NONE).isSuccess())
                .isTrue();
        module.answer(ModuleReply.refusal("mounted"));
        assertThat(fixture.person("bert").requestOffline(List.of(DISK), NONE).result())
                .isEqualTo(RcmResult.FAILURE);
    }

    @Test
    void whoCannotTellWhatItUsesMakesAnswersUnknownUntilItCan() {
        fixture.arrive("others", new TestModule("/other"));
        AtomicBoolean blind = new AtomicBoolean(true);
        TestModule module =
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        if (blind.get()) {
                            throw new IllegalStateException("the disks cannot be listed");
                        }
                        return super.register(handle);
                    }
                };
        fixture.arrive("blind", module);
        String doubt =
                "module blind could not register, the disks cannot be listed: nobody knows what it"
                        + " would register";

        RcmReply refused = fixture.person("anna").requestOffline(List.of("/other"), NONE);
        RcmReply inspected = fixture.person("anna").inspect(List.of("/other"), NONE);

        assertThat(refused.isSuccess()).isFalse();
        assertThat(refused.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inspected.assessments()).extracting(Assessment::reason).contains(doubt);

        blind.set(false);
        fixture.engine.requestRegistration("blind");
        assertThat(fixture.person("anna").requestOffline(List.of("/other"), NONE).isSuccess())
                .isTrue();
        assertThat(fixture.person("anna").inspect(List.of("/other"), NONE).assessments()).isEmpty();
    }

    @Test
    void whatKeepsSeveralModulesFromTellingIsSaidOnceWithAllOfThem() {
        fixture.arrive("others", new TestModule("/other"));
        for (String name : List.of("dm", "lvm", "swap")) {
            fixture.arrive(name, new Switchable(RcmResult.FAILURE));
        }

        RcmReply refused = fixture.person("anna").requestOffline(List.of("/other"), NONE);
        RcmReply inspected = fixture.person("anna").inspect(List.of("/other"), NONE);

        for (RcmReply reply : List.of(refused, inspected)) {
            assertThat(reply.assessments())
                    .filteredOn(one -> one.verdict() == Verdict.UNKNOWN)
                    .singleElement()
                    .satisfies(
                            one ->
                                    assertThat(one.reason())
                                            .contains("it answered FAILURE")
                                            .contains("; the same holds for modules ")
                                            .contains("dm", "lvm", "swap"));
        }
    }

    @Test
    void whoAnswersRegisterWithAFailureMakesAnswersUnknownUntilItCan() {
        fixture.arrive("others", new TestModule("/other"));
        Switchable module = new Switchable(RcmResult.FAILURE);
        fixture.arrive("waiting", module);
        String doubt = "module waiting has not registered yet, it answered FAILURE";

        assertUnknown(doubt);
        assertThat(fixture.warnings).as("nothing is wrong at a start").isEmpty();
        assertThat(fixture.notes).containsExactly(doubt + "; verdicts are UNKNOWN until it has");

        module.answer = RcmResult.SUCCESS;
        fixture.engine.requestRegistration("waiting");
        assertThat(fixture.person("anna").requestOffline(List.of("/other"), NONE).isSuccess())
                .isTrue();
        assertThat(fixture.person("anna").inspect(List.of("/other"), NONE).assessments()).isEmpty();
        assertThat(fixture.notes).last().isEqualTo("module waiting has registered now");
        assertThat(fixture.engine.modules()).allMatch(one -> one.unregistered().isEmpty());
        fixture.person("anna").notifyOnline(List.of("/other"), NONE);

        module.answer = RcmResult.FAILURE;
        fixture.engine.requestRegistration("waiting");
        assertUnknown("module waiting could not register, it answered FAILURE");
        assertThat(fixture.warnings).as("it could before").hasSize(1);
    }

    /** A module that answers {@code register} as it is told. */
    private static final class Switchable extends TestModule {
        private volatile RcmResult answer;

        Switchable(RcmResult answer) {
            super(DISK);
            this.answer = answer;
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return answer.isSuccess() ? super.register(handle) : answer;
        }
    }

    private void assertUnknown(String doubt) {
        String sentence = doubt + ": nobody knows what it would register";
        RcmReply refused = fixture.person("anna").requestOffline(List.of("/other"), NONE);
        RcmReply inspected = fixture.person("anna").inspect(List.of("/other"), NONE);

        assertThat(refused.isSuccess()).isFalse();
        assertThat(refused.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(refused.assessments()).extracting(Assessment::reason).contains(sentence);
        assertThat(inspected.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inspected.assessments()).extracting(Assessment::reason).contains(sentence);
        assertThat(fixture.engine.modules())
                .extracting(ModuleStatus::unregistered)
                .contains(sentence);
    }

    @Test
    void whoDidNotRegisterInTimeMakesLaterAnswersUnknownToo() {
        CountDownLatch never = new CountDownLatch(1);
        fixture.arrive(
                "slow",
                50,
                new TestModule(DISK) {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return RcmResult.SUCCESS;
                    }
                });

        assertThat(fixture.person("anna").inspect(List.of("/other"), NONE).assessments())
                .extracting(Assessment::reason)
                .containsExactly(
                        "module slow did not answer register within 50 ms: nobody knows what it"
                                + " would register");
    }
}
