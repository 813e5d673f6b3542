// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.INCLUDE_SUBTREE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A module that takes something when it is told of an end or of another capacity, or asked how it
 * uses something, has no question around it that counts what the others say.
 */
@Timeout(60)
class TakenInNotificationsTest {

    private static final String DISK = "/devices/disk";
    private static final String HBA = "/devices/hba";

    private final EngineFixture fixture = new EngineFixture();
    private final List<RcmReply> within = new ArrayList<>();

    /** Takes the disk whenever it hears of anything. */
    private final class Taker extends TestModule {

        private final Function<RcmHandle, List<RcmReply>> taking;

        Taker(Function<RcmHandle, List<RcmReply>> taking) {
            this.taking = taking;
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            handle.registerInterest(RegistrationKind.DR, HBA, NONE);
            handle.registerInterest(RegistrationKind.CAPACITY, CapacityModule.MEMORY, NONE);
            return RcmResult.SUCCESS;
        }

        private ModuleReply take(RcmHandle handle) {
            within.addAll(taking.apply(handle));
            return ModuleReply.SUCCESS;
        }

        @Override
        public ModuleReply notifyCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return take(handle);
        }

        @Override
        public ModuleReply notifyOnline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            return take(handle);
        }

        @Override
        public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
            take(handle);
            return super.getInfo(handle, resource, pid, flags);
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void arrive(Verdict verdict) {
        TestModule disk = new TestModule(DISK);
        disk.answer(TestModule.agreement(verdict, "swap is on it", DISK));
        fixture.arrive("disk", disk);
        fixture.arrive("taker", new Taker(TakenInNotificationsTest::inTwoSteps));
    }

    private static List<RcmReply> inTwoSteps(RcmHandle handle) {
        return List.of(
                handle.requestOffline(List.of(DISK), QUERY),
                handle.requestOffline(List.of(DISK), NONE));
    }

    private void assertNothingTaken(Verdict verdict) {
        assertThat(within).isNotEmpty().noneMatch(RcmReply::isSuccess);
        assertThat(within)
                .as(within.toString())
                .extracting(RcmReply::verdict)
                .containsOnly(verdict);
        assertThat(fixture.open()).doesNotContain(DISK);
    }

    private void changeCapacity() {
        fixture.person("anna").notifyCapacityChange(CapacityModule.MEMORY, NONE, Map.of());
    }

    @Test
    void whatTheSystemNeedsIsNotTakenWhenACapacityHasChanged() {
        arrive(Verdict.SYSTEM_CRITICAL);

        changeCapacity();

        assertNothingTaken(Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void whatNobodyKnowsIsNotTakenWhenACapacityHasChanged() {
        arrive(Verdict.UNKNOWN);

        changeCapacity();

        assertNothingTaken(Verdict.UNKNOWN);
    }

    @Test
    void whatIsSafeIsTakenWhenACapacityHasChanged() {
        arrive(Verdict.SAFE);

        changeCapacity();

        assertThat(within).hasSize(2).allMatch(RcmReply::isSuccess);
        assertThat(fixture.requestOn(DISK).state()).isEqualTo(RcmState.OFFLINE);
        assertThat(fixture.person("anna").notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whatTheSystemNeedsIsNotTakenWhenSomethingIsBack() {
        arrive(Verdict.SYSTEM_CRITICAL);
        RcmHandle anna = fixture.person("anna");
        RcmReply taken = anna.requestOffline(List.of(HBA), NONE);
        assertThat(taken.isSuccess()).as(taken.toString()).isTrue();
        within.clear();

        anna.notifyOnline(List.of(HBA), NONE);

        assertNothingTaken(Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void whatTheSystemNeedsIsNotTakenWhileAUseIsTold() {
        arrive(Verdict.SYSTEM_CRITICAL);

        fixture.person("anna").getInfo(List.of(HBA), INCLUDE_SUBTREE);

        assertNothingTaken(Verdict.SYSTEM_CRITICAL);
    }

    /** A module that asks first, and takes what is safe, is not misled. */
    @Test
    void aModuleThatRegistersStillMakesTheQuestionUnknown() {
        LateModule part = new LateModule(DISK + "/part");
        fixture.arrive("disk", new TestModule(DISK));
        fixture.arrive(
                "taker", new Taker(handle -> List.of(handle.requestOffline(List.of(DISK), QUERY))));
        fixture.engine.arrive("part", () -> 60_000, () -> part);
        assertThat(part.isRegistering()).isTrue();

        changeCapacity();
        part.goOn();

        assertNothingTaken(Verdict.UNKNOWN);
        assertThat(within.toString()).contains("module part has not registered yet");
    }
}
