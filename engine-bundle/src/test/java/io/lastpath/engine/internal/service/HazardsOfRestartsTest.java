// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.OperationKind.ONLINE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hazards of the classic manager's restart and clean-up, each as it is mended here. */
class HazardsOfRestartsTest {

    private static final String DISK = "/devices/disk";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private RestartFixture fixture;
    private TestModule fs;
    private TestModule app;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("app", () -> app = new TestModule(DATA));
        fixture.module("fs", () -> fs = new PassingModule(List.of(DATA), DISK));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void assertNothingIsOpen() {
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void restartUndoChangesClientStatesWithoutACall() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(7);

        fixture.restart();

        assertThat(fs.calls).containsExactly("online " + DISK + " NONE");
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void queryingEntriesSurviveCrashAndOwner() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        app.offline =
                (handle, resource, flags) -> {
                    asked.countDown();
                    return hang();
                };
        Thread caller =
                new Thread(() -> fixture.process(7).requestOffline(List.of(DISK), NONE), "caller");
        caller.start();
        asked.await();

        fixture.restart();
        caller.join();

        assertThat(fs.calls).containsExactly("online " + DISK + " NONE");
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
    }

    private static ModuleReply hang() {
        try {
            new CountDownLatch(1).await();
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }

    @Test
    void orphanedCascadedEntriesAfterRestartUndo() {
        fixture.module(
                "forgetful",
                () -> {
                    TestModule module = new TestModule("/forgetful");
                    module.offline =
                            (handle, resource, flags) -> TestModule.cascade(handle, flags, DATA);
                    return module;
                });
        fixture.process(7).requestOffline(List.of("/forgetful"), NONE);
        fixture.presence.die(7);

        fixture.restart();

        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void initiatorsAreNotWatchedAfterRestart() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.restart();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK, DATA);

        fixture.presence.die(7);
        fixture.engine.care(Duration.ZERO);

        assertThat(fs.calls).last().isEqualTo("online " + DISK + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void aRefusedRedoTakesNothingElseOfTheSameRequestAway() {
        TestModule[] other = {null};
        fixture.module("other", () -> other[0] = new TestModule("/other"));
        TestModule busy = new TestModule("/busy");
        fixture.module("busy", () -> busy);
        fixture.process(7).requestOffline(List.of("/busy", "/other"), NONE);
        busy.answer(ModuleReply.refusal("busy again"));

        fixture.restart();

        assertThat(other[0].calls).containsExactly("offline /other QUERY", "offline /other NONE");
        assertThat(fixture.engine.drRequests())
                .singleElement()
                .returns("/other", DrRequest::resource)
                .returns(RcmState.OFFLINE, DrRequest::state);
    }

    @Test
    void whatOneOfAListTookAlongDoesNotComeBackWhileAnotherIsRedone() {
        fixture.module("other", () -> new TestModule("/other"));
        fixture.process(7).requestOffline(List.of(DISK, "/other"), NONE);

        fixture.restart();

        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
    }

    @Test
    void whatAnEventTookComesBackWhenItsSenderHasGone() {
        takenByAnEvent();

        fixture.presence.die(7);
        fixture.engine.care(Duration.ZERO);

        assertThat(app.calls).last().isEqualTo("online " + DATA + " NONE");
        assertNothingIsOpen();
        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(DATA);
    }

    @Test
    void whatAnEventTookIsNotGivenBackBeforeThatCanBeKept() {
        takenByAnEvent();
        app.calls.clear();
        fixture.presence.die(7);
        fixture.fullDisk(true);
        for (int i = 0; i < 3; i++) {
            fixture.engine.care(Duration.ZERO);
        }
        assertThat(app.calls).isEmpty();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DATA, RcmState.OFFLINE));
        assertThat(fixture.engine.givenBack()).isEmpty();
        assertThat(fixture.engine.operations()).filteredOn(one -> one.kind() == ONLINE).hasSize(1);

        fixture.fullDisk(false);
        fixture.clock.advance(Duration.ofSeconds(10));
        fixture.engine.care(Duration.ZERO);
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
        fixture.restart();
        assertThat(app.calls).isEmpty();
        assertNothingIsOpen();
    }

    private void takenByAnEvent() {
        fixture.module(
                "watch",
                () ->
                        new TestModule() {
                            @Override
                            public RcmResult register(RcmHandle handle) {
                                handle.registerInterest(RegistrationKind.EVENT, "battery", NONE);
                                return RcmResult.SUCCESS;
                            }

                            @Override
                            public ModuleReply notifyEvent(
                                    RcmHandle handle,
                                    String resource,
                                    long pid,
                                    RcmFlags flags,
                                    Map<String, String> data) {
                                handle.requestOffline(List.of(DATA), NONE);
                                return ModuleReply.SUCCESS;
                            }
                        });
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
        assertThat(fixture.engine.drRequests()).hasSize(1);
    }

    @Test
    void fileSystemMarkIsMixedUpInRecovery() {
        fixture.module("mounts", () -> new RootModule("/mnt"));
        fixture.module("below", () -> new TestModule("/mnt/a"));
        assertThat(fixture.process(7).requestOffline(List.of("/mnt"), RcmFlags.FILESYS).isSuccess())
                .isTrue();

        fixture.restart();
        assertThat(fixture.engine.drRequests())
                .singleElement()
                .returns(true, DrRequest::filesys)
                .returns(RcmState.OFFLINE, DrRequest::state);

        fixture.presence.die(7);
        fixture.engine.care(Duration.ZERO);
        assertNothingIsOpen();
    }

    @Test
    void whoHadLetGoBeforeARootOfAFileSystemCameAboveHimIsToldTheEnd() {
        List<TestModule> below = new ArrayList<>();
        fixture.module(
                "below",
                () -> {
                    below.add(new TestModule("/mnt/a"));
                    return below.get(below.size() - 1);
                });
        fixture.module("gone", () -> new TestModule("/mnt"));
        fixture.process(7).requestOffline(List.of("/mnt"), NONE);
        fixture.module("mounts", () -> new RootModule("/mnt"));

        fixture.restart("gone");
        fixture.process(7).notifyOnline(List.of("/mnt"), NONE);

        assertThat(below.get(1).calls).containsExactly("online /mnt/a NONE");
        assertNothingIsOpen();
    }

    @Test
    void suspendIntervalIsLostForRecovery() {
        fixture.process(7).requestSuspend(List.of(DISK), NONE, Duration.ofMillis(250));

        fixture.restart();

        assertThat(fs.calls)
                .containsExactly("suspend " + DISK + " 250 QUERY", "suspend " + DISK + " 250 NONE");
    }

    @Test
    void whoHadLetGoAndPassesARefusalOnIsToldThatNothingComesOfIt() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module(
                "app",
                () -> {
                    app = new TestModule(DATA);
                    app.answer(ModuleReply.refusal("in use again"));
                    return app;
                });

        fixture.restart();

        assertThat(fs.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(app.calls).containsExactly("offline " + DATA + " QUERY");
        assertNothingIsOpen();
    }

    @Test
    void aRefusedRedoIsSaidAloud() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module(
                "app",
                () -> {
                    app = new TestModule(DATA);
                    app.answer(ModuleReply.refusal("in use again"));
                    return app;
                });
        fixture.warnings.clear();

        fixture.restart();

        String why =
                "it was refused when it was redone after a restart, FAILURE: fs on "
                        + DISK
                        + ", dependents failed; app on "
                        + DATA
                        + ", in use again";
        assertThat(fixture.engine.givenBack())
                .singleElement()
                .returns(DISK, GivenBack::resource)
                .returns(RcmState.OFFLINE, GivenBack::state)
                .returns(1L, GivenBack::number)
                .returns(why, GivenBack::why)
                .returns(fixture.clock.instant(), GivenBack::at)
                .returns(7L, one -> one.intent().initiator().pid());
        assertThat(fixture.warnings)
                .containsExactly(
                        DISK
                                + " was given back, which was OFFLINE by request 1 of pid 7 (test): "
                                + why);
    }

    @Test
    void whatAnInitiatorLeftBehindIsGivenBackWithoutAlarm() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.warnings.clear();
        fixture.presence.die(7);

        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource, GivenBack::why)
                .containsExactly(tuple(DISK, "its initiator has gone"));
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void whatWasAskedForTogetherIsRedoneOneByOneAndARefusalTakesNothingElseAlong() {
        fixture.module("other", () -> new TestModule("/other"));
        fixture.process(7).requestOffline(List.of("/other", DISK), NONE);
        fixture.module(
                "app",
                () -> {
                    app = new TestModule(DATA);
                    app.answer(ModuleReply.refusal("in use again"));
                    return app;
                });

        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly("/other");
    }

    @Test
    void whatOfAListWasDoneBeforeTheKillIsRedoneAndTheRestIsUndone() {
        fixture.module("other", () -> new TestModule("/other"));
        fs.offline =
                (handle, any, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        fixture.kill();
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.process(7).requestOffline(List.of("/other", DISK), NONE);

        fixture.restart();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly("/other");
        assertThat(fs.calls).containsExactly("online " + DISK + " NONE");
    }

    @Test
    void whatOfAListCannotBeKeptKeepsTheRestFromBeingTold() {
        TestModule other = new TestModule("/other");
        fixture.module("other", () -> other);
        fs.offline =
                (handle, any, flags) -> {
                    fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK, "/other"), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("nobody else was told"));
        assertThat(other.calls).containsExactly("offline /other QUERY");
    }

    @Test
    void whatIsDoneWhileTheDiskFillsUpIsNotAcknowledged() {
        fs.offline =
                (handle, any, flags) -> {
                    fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("a restart will not know of this"));
    }

    @Test
    void whatFailsHalfWayWhileTheDiskFillsUpIsSaidNotToBeKnownToARestart() {
        fs.offline =
                (handle, any, flags) -> {
                    fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return flags.has(RcmFlags.QUERY)
                            ? ModuleReply.SUCCESS
                            : ModuleReply.refusal("busy after all");
                };

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DISK, RcmState.OFFLINE_FAIL));
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("a restart will not know of this"));
    }

    /** They change nothing else that is kept, so that nothing but the number calls for a write. */
    @Test
    void theNumberOfAQuestionIsNotGivenAgainAfterAKillHoweverManyThereWere() {
        RcmHandle process = fixture.process(7);
        process.requestOffline(List.of(DISK), NONE);
        long last = 0;
        for (int i = 0; i < 1_100; i++) {
            last = process.getInfo(List.of(DISK), NONE).operation();
        }

        fixture.restart();

        assertThat(fixture.process(7).getInfo(List.of(DISK), NONE).operation()).isGreaterThan(last);
    }

    @Test
    void whatWasForcedIsForcedAgain() {
        fixture.process(7).requestOffline(List.of(DISK), RcmFlags.FORCE);

        fixture.restart();

        assertThat(fs.calls)
                .containsExactly("offline " + DISK + " QUERY|FORCE", "offline " + DISK + " FORCE");
    }

    @Test
    void whatWaitsForAPersonCanBeEndedByAny() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.restart("app");

        assertThat(fixture.person("anna").notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(fs.calls).containsExactly("online " + DISK + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void whatWasRemovedIsGoneAfterARestartTooUntilAModuleHasSeenItAgain() {
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(7).notifyRemove(List.of(DISK), NONE);

        fixture.restart();
        RcmHandle module = fixture.engine.open(Intent.of(Initiator.process(0), ""), "fs");
        fs.register(module);
        fs.register(module);
        assertThat(fixture.process(8).isRemoved(DISK)).isTrue();

        module.seenAgain(DISK, System.nanoTime());
        assertThat(fixture.process(8).isRemoved(DISK)).isFalse();
    }

    @Test
    void numbersAreNotUsedASecondTime() {
        long before = fixture.process(7).requestOffline(List.of(DISK), NONE).operation();

        fixture.restart();

        assertThat(fixture.process(7).notifyOnline(List.of(DISK), NONE).operation())
                .isGreaterThan(before);
    }

    /** It starts at 1970, as on a host whose battery is empty. */
    @Test
    void numbersAreNotUsedASecondTimeAfterALossWhereTheClockIsBehind() throws IOException {
        long before = fixture.process(7).requestOffline(List.of(DISK), NONE).operation();
        fixture.kill();
        Path journal = folder.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length - 1] ^= 1;
        Files.write(journal, bytes);

        fixture.restart();

        assertThat(fixture.engine.journal().loss()).isNotEmpty();
        assertThat(fixture.process(7).getInfo(List.of(DISK), NONE).operation())
                .isGreaterThan(before);
    }
}
