// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RcmFlags.RETIRE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A module leaves before its turn comes, and something has happened to its registration since the
 * question began: it was there then, and nobody knows what it would have said.
 */
@Timeout(60)
class ChangedAndDepartedTest {

    private static final String DISK = "/devices/disk";
    private static final String PART = DISK + "/part";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule part = new TestModule(PART);
    private final TestModule disk = new TestModule(DISK);
    private List<String> passedOn = List.of(DISK);
    private Runnable atFirst = () -> {};
    private RcmFlags flags = NONE;
    private Engine.Arrival arrival;

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RcmHandle own() {
        return fixture.engine.open(Intent.of(Initiator.process(0), "test"), "part");
    }

    private RcmReply askedWhile(Runnable meanwhile) {
        arrival = fixture.arrive("part", part);
        fixture.arrive("disk", disk);
        TestModule hba = new PassingModule(passedOn, "/hba");
        TestModule.Reaction pass = hba.offline;
        hba.offline =
                (handle, resource, flags) -> {
                    if (flags.has(QUERY)) {
                        meanwhile.run();
                    }
                    return pass.to(handle, resource, flags);
                };
        fixture.arrive("hba", hba);
        atFirst.run();
        return fixture.process(7).requestOffline(List.of("/hba"), flags);
    }

    private void assertPassedOver(RcmReply reply) {
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module part left before its turn for " + PART);
        assertThat(disk.calls).containsExactly("offline " + DISK + " QUERY");
    }

    private void registerAnew() {
        assertThat(own().registerInterest(RegistrationKind.DR, PART, NONE).isSuccess()).isTrue();
    }

    @Test
    void whoRegistersAnewAndLeavesIsPassedOver() {
        part.answer(ModuleReply.refusal("in use"));

        assertPassedOver(
                askedWhile(
                        () -> {
                            own().unregisterInterest(RegistrationKind.DR, PART, NONE);
                            registerAnew();
                            fixture.engine.leave(arrival);
                        }));
    }

    @Test
    void whoIsRemovedAndComesBackAndLeavesIsPassedOver() {
        assertPassedOver(
                askedWhile(
                        () -> {
                            RcmHandle other = fixture.process(8);
                            other.requestOffline(List.of(PART), NONE);
                            other.notifyRemove(List.of(PART), NONE);
                            registerAnew();
                            fixture.engine.leave(arrival);
                        }));
    }

    @Test
    void whoLetsGoForAnotherRequestAndLeavesIsPassedOver() {
        assertPassedOver(
                askedWhile(
                        () -> {
                            RcmHandle other = fixture.process(8);
                            other.requestOffline(List.of(PART), NONE);
                            fixture.engine.leave(arrival);
                            other.notifyOnline(List.of(PART), NONE);
                        }));
    }

    @Test
    void whoComesAndLeavesMeanwhileWasNotThere() {
        RcmReply reply =
                askedWhile(
                        () -> {
                            TestModule guest = new TestModule(DISK + "/guest");
                            fixture.engine.leave(fixture.arrive("guest", guest));
                        });

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void whoIsBroughtBackAndLeavesIsPassedOver() {
        RcmHandle other = fixture.process(8);
        atFirst = () -> other.requestOffline(List.of(PART), NONE);

        assertPassedOver(
                askedWhile(
                        () -> {
                            other.notifyOnline(List.of(PART), NONE);
                            fixture.engine.leave(arrival);
                        }));
    }

    @Test
    void whoHasLetGoForAnotherAdapterAllTheTimeIsNot() {
        passedOn = List.of(PART);
        fixture.arrive("other", new PassingModule(passedOn, "/other"));
        atFirst = () -> fixture.process(8).requestOffline(List.of("/other"), NONE);

        RcmReply reply = askedWhile(() -> fixture.engine.leave(arrival));

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    /** So many drop their interest meanwhile that the tree is swept. */
    @Test
    void whoRegistersAnewAfterASweepAndLeavesIsPassedOver() {
        assertPassedOver(
                askedWhile(
                        () -> {
                            own().unregisterInterest(RegistrationKind.DR, PART, NONE);
                            IntStream.range(0, 1_100).forEach(this::comeAndGo);
                            registerAnew();
                            fixture.engine.leave(arrival);
                        }));
    }

    private void comeAndGo(int number) {
        own().registerInterest(RegistrationKind.DR, "/x" + number, NONE);
        own().unregisterInterest(RegistrationKind.DR, "/x" + number, NONE);
    }

    @Test
    void whoIsRemovedAndSweptAndComesBackAndLeavesIsPassedOver() {
        assertPassedOver(
                askedWhile(
                        () -> {
                            RcmHandle other = fixture.process(8);
                            other.requestOffline(List.of(PART), NONE);
                            other.notifyRemove(List.of(PART), NONE);
                            fixture.engine.reap();
                            registerAnew();
                            fixture.engine.leave(arrival);
                        }));
    }

    /** Who asks to retire asks those as well who were told that all is gone. */
    @Test
    void whoWasRemovedAndLeavesWhileSomebodyRetiresIsPassedOver() {
        RcmHandle other = fixture.process(8);
        flags = RETIRE_REQUEST;
        passedOn = List.of(PART);
        atFirst =
                () -> {
                    other.requestOffline(List.of(PART), NONE);
                    other.notifyRemove(List.of(PART), NONE);
                };

        assertThat(askedWhile(() -> fixture.engine.leave(arrival)).toString())
                .contains("module part left before its turn for " + PART);
    }
}
