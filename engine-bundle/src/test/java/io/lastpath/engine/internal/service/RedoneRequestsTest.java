// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.FORCE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RcmFlags.RETIRE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is redone after a restart asks whom it asked before, and takes nothing of others. */
class RedoneRequestsTest {

    private static final String DISK = "/devices/disk";
    private static final String DATA = "/data";

    @TempDir Path folder;

    private RestartFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theDependentsOfARetireRequestAreAskedAsFarAsBefore() {
        TestModule[] below = {null};
        fixture.module("data", () -> new TestModule(DATA));
        fixture.module("below", () -> below[0] = new TestModule(DATA + "/below"));
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.process(7).requestOffline(List.of(DISK), RETIRE_REQUEST);
        assertThat(below[0].calls).isEmpty();

        fixture.restart();

        assertThat(fixture.engine.drRequests()).hasSize(2);
        assertThat(below[0].calls).isEmpty();
    }

    /** Nobody would ask it, and it would be told to let go, but not how that ended. */
    @Test
    void nobodyRegistersUnderWhatIsBeingRedone() {
        String part = DISK + "/part";
        TestModule late = new TestModule(part);
        TestModule[] disk = {null};
        boolean[] again = {false};
        fixture.module(
                "disk", () -> disk[0] = again[0] ? arrivingMeanwhile(late) : new TestModule(DISK));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        again[0] = true;

        fixture.restart();

        assertThat(disk[0].calls).hasSize(2);
        assertThat(late.calls).isEmpty();
        assertThat(fixture.process(7).getInfo(List.of(part), NONE).tuples()).isEmpty();

        fixture.process(7).notifyOnline(List.of(DISK), NONE);
        fixture.clock.advance(Duration.ofSeconds(5));
        assertThat(fixture.process(7).getInfo(List.of(part), NONE).tuples()).hasSize(1);
        assertThat(late.calls).isEmpty();
    }

    /** The walk has passed its place by then. It had let go: it is not asked once more. */
    @Test
    void whoComesBackWhileItsRequestIsRedoneIsToldAndDoesNotMakeItFail() {
        String part = DISK + "/part";
        TestModule[] disk = {null};
        fixture.module("disk", () -> disk[0] = new TestModule(DISK, part));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module("disk", () -> disk[0] = registeringForMoreWhenAsked(part, DISK));

        fixture.restart();

        assertThat(disk[0].calls)
                .containsExactly(
                        "offline " + part + " QUERY",
                        "offline " + DISK + " NONE",
                        "offline " + part + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state, DrRequest::attention)
                .containsExactly(tuple(DISK, RcmState.OFFLINE, ""));
    }

    private static TestModule registeringForMoreWhenAsked(String resource, String more) {
        TestModule module = new TestModule(resource);
        module.offline =
                (handle, any, flags) -> {
                    handle.registerInterest(RegistrationKind.DR, more, NONE);
                    return ModuleReply.SUCCESS;
                };
        return module;
    }

    /** Another module arrives and registers below the disk while this one is asked about it. */
    private TestModule arrivingMeanwhile(TestModule late) {
        TestModule disk = new TestModule(DISK);
        disk.offline =
                (handle, resource, flags) -> {
                    if (flags.has(QUERY)) {
                        fixture.engine.arrive("late", () -> 60_000, () -> late).registered().join();
                    }
                    return ModuleReply.SUCCESS;
                };
        return disk;
    }

    @Test
    void whatSomebodyAskedForByItselfIsNoDependentOfOthers() {
        fixture.module("data", () -> new TestModule(DATA));
        fixture.process(7).requestSuspend(List.of(DATA), NONE, Duration.ofSeconds(30));
        fixture.process(8).requestOffline(List.of(DISK), NONE);
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));

        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DATA, RcmState.SUSPENDED));
    }

    /** The first of the two is undone before the other is redone, and its module forgets a word. */
    @Test
    void whatTheOneWhoHasGoneTookFirstIsNamedAsHisWhoHoldsItStill() {
        fixture.module("data", () -> new TestModule(DATA));
        fixture.module("disk", () -> forgetful(DISK));
        fixture.module("other", () -> forgetful("/other"));
        fixture.process(9).requestOffline(List.of("/first"), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(9).notifyOnline(List.of("/first"), NONE);
        fixture.process(8).requestOffline(List.of("/other"), NONE);
        fixture.presence.die(7);

        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().pid())
                .containsExactlyInAnyOrder(tuple("/other", 8L), tuple(DATA, 8L));
    }

    private void disk(TestModule.Reaction offline) {
        fixture.module(
                "disk",
                () -> {
                    TestModule disk = new TestModule(DISK);
                    disk.offline = offline;
                    return disk;
                });
    }

    /** Its module agrees, lets its disk go or not, and throws before it has answered. */
    private void moduleThatThrowsInTheRealPass(boolean[] throwing, boolean passesOnBefore) {
        fixture.module(
                "disk",
                () -> {
                    PassingModule disk = new PassingModule(List.of(DATA), DISK);
                    TestModule.Reaction pass = disk.offline;
                    disk.offline =
                            (handle, any, flags) -> {
                                boolean now = throwing[0] && !flags.has(QUERY);
                                if (now && !passesOnBefore) {
                                    throw new IllegalStateException("lost its head");
                                }
                                ModuleReply reply = pass.to(handle, any, flags);
                                if (now) {
                                    throw new IllegalStateException("lost its head");
                                }
                                return reply;
                            };
                    return disk;
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRedoThatEndsWithoutAnAnswerIsTriedAgainAndKeepsWhatItHadTakenAlong(boolean afterwards) {
        boolean[] throwing = {false};
        TestModule[] data = {null};
        fixture.module("data", () -> data[0] = new TestModule(DATA));
        moduleThatThrowsInTheRealPass(throwing, afterwards);
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        throwing[0] = true;
        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .filteredOn(one -> one.resource().equals(DISK))
                .singleElement()
                .satisfies(one -> assertThat(one.attention()).contains("lost its head"));
        assertThat(fixture.engine.givenBack()).isEmpty();

        throwing[0] = false;
        fixture.clock.advance(Duration.ofSeconds(10));
        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state, DrRequest::attention)
                .containsExactlyInAnyOrder(
                        tuple(DISK, RcmState.OFFLINE, ""), tuple(DATA, RcmState.OFFLINE, ""));
        assertThat(data[0].calls).noneMatch(call -> call.startsWith("online"));
    }

    /** What another request writes meanwhile is not that the redo is on its way. */
    @Test
    void whatIsKilledWhileItIsRedoneIsRedoneAgain() {
        boolean[] killing = {false};
        fixture.module("other", () -> new TestModule("/other"));
        disk(
                (handle, any, flags) -> {
                    if (killing[0] && !flags.has(QUERY)) {
                        killing[0] = false;
                        fixture.process(8).requestOffline(List.of("/other"), NONE);
                        fixture.kill();
                    }
                    return ModuleReply.SUCCESS;
                });
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        killing[0] = true;
        fixture.restart();
        assertThat(killing[0]).isFalse();
        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactlyInAnyOrder(
                        tuple(DISK, RcmState.OFFLINE), tuple("/other", RcmState.OFFLINE));
        assertThat(fixture.engine.givenBack()).isEmpty();
    }

    /** The same initiator tries without force first, and forces it with its use given up. */
    @Test
    void whatIsForcedAfterAFailureIsForcedAgainAndGivesUpTheSame() {
        boolean[] busy = {false};
        disk(
                (handle, any, flags) -> {
                    busy[0] |= !flags.has(QUERY);
                    return !busy[0]
                            ? ModuleReply.SUCCESS
                            : flags.has(FORCE) ? vital() : ModuleReply.refusal("busy");
                });
        RcmHandle late =
                fixture.engine.open(new Intent(Initiator.process(7), "burns", Set.of(DISK)));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        assertThat(late.requestOffline(List.of(DISK), FORCE).isSuccess()).isTrue();

        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(
                        DrRequest::resource,
                        DrRequest::state,
                        DrRequest::flags,
                        one -> one.intent().reason())
                .containsExactly(tuple(DISK, RcmState.OFFLINE, FORCE, "burns"));
    }

    private static ModuleReply vital() {
        Assessment root = new Assessment(Verdict.SYSTEM_CRITICAL, "root", Set.of(DISK));
        return new ModuleReply(RcmResult.SUCCESS, "", List.of(), List.of(root));
    }

    @Test
    void whatCannotBeGivenBackIsNotSaidToBeAndWaitsForAPerson() {
        boolean[] refusing = {false};
        disk(
                (handle, any, flags) -> {
                    if (refusing[0] && !flags.has(QUERY)) {
                        fixture.fullDisk(true);
                        return ModuleReply.refusal("in use");
                    }
                    return ModuleReply.SUCCESS;
                });
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        refusing[0] = true;
        fixture.restart();

        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.warnings).noneMatch(one -> one.contains("given back"));
        assertThat(fixture.engine.drRequests())
                .singleElement()
                .satisfies(one -> assertThat(one.attention()).contains("could not be ended"));
    }

    @Test
    void whatIsBrokenOffByAStopIsNotSaidToBeGivenBack() {
        fixture.module(
                "disk",
                () ->
                        new TestModule(DISK) {
                            @Override
                            public ModuleReply notifyOnline(
                                    RcmHandle handle, String resource, long pid, RcmFlags flags) {
                                fixture.kill();
                                return ModuleReply.SUCCESS;
                            }
                        });
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(7);
        Engine stopped = fixture.engine;

        stopped.care(Duration.ZERO);

        assertThat(stopped.givenBack()).isEmpty();
    }

    private static TestModule forgetful(String resource) {
        TestModule module = new TestModule(resource);
        module.offline = (handle, any, flags) -> TestModule.cascade(handle, flags, DATA);
        return module;
    }
}
