// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.engine.internal.service.DiskUsers.DATA;
import static io.lastpath.engine.internal.service.DiskUsers.DISK;
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
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hazards of the classic manager's restart and clean-up, each as it is mended here. */
class HazardsOfRestartsTest {

    @TempDir Path folder;
    private DiskUsers users;

    @BeforeEach
    void start() {
        users = new DiskUsers(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        users.close();
    }

    private void assertNothingIsOpen() {
        assertThat(users.fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void restartUndoChangesClientStatesWithoutACall() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.presence.die(7);

        users.fixture.restart();

        assertThat(users.fs.calls).containsExactly("online " + DISK + " NONE");
        assertThat(users.app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void queryingEntriesSurviveCrashAndOwner() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        users.app.offline =
                (handle, resource, flags) -> {
                    asked.countDown();
                    return hang();
                };
        Thread caller =
                new Thread(
                        () -> users.fixture.process(7).requestOffline(List.of(DISK), NONE),
                        "caller");
        caller.start();
        asked.await();

        users.fixture.restart();
        caller.join();

        assertThat(users.fs.calls).containsExactly("online " + DISK + " NONE");
        assertThat(users.app.calls).containsExactly("online " + DATA + " NONE");
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
        users.fixture.module(
                "forgetful",
                () -> {
                    TestModule module = new TestModule("/forgetful");
                    module.offline =
                            (handle, resource, flags) -> TestModule.cascade(handle, flags, DATA);
                    return module;
                });
        users.fixture.process(7).requestOffline(List.of("/forgetful"), NONE);
        users.fixture.presence.die(7);

        users.fixture.restart();

        assertThat(users.app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void initiatorsAreNotWatchedAfterRestart() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.restart();
        assertThat(users.fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK, DATA);

        users.fixture.presence.die(7);
        users.fixture.engine.care(Duration.ZERO);

        assertThat(users.fs.calls).last().isEqualTo("online " + DISK + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void whatAnInitiatorLeftBehindIsGivenBackWithoutAlarm() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.warnings.clear();
        users.fixture.presence.die(7);

        users.fixture.engine.care(Duration.ZERO);

        assertThat(users.fixture.engine.givenBack())
                .extracting(GivenBack::resource, GivenBack::why)
                .containsExactly(tuple(DISK, "its initiator has gone"));
        assertThat(users.fixture.warnings).isEmpty();
    }

    @Test
    void fileSystemMarkIsMixedUpInRecovery() {
        users.fixture.module("mounts", () -> new RootModule("/mnt"));
        users.fixture.module("below", () -> new TestModule("/mnt/a"));
        assertThat(
                        users.fixture
                                .process(7)
                                .requestOffline(List.of("/mnt"), RcmFlags.FILESYS)
                                .isSuccess())
                .isTrue();

        users.fixture.restart();
        assertThat(users.fixture.engine.drRequests())
                .singleElement()
                .returns(true, DrRequest::filesys)
                .returns(RcmState.OFFLINE, DrRequest::state);

        users.fixture.presence.die(7);
        users.fixture.engine.care(Duration.ZERO);
        assertNothingIsOpen();
    }

    @Test
    void whoHadLetGoBeforeARootOfAFileSystemCameAboveHimIsToldTheEnd() {
        List<TestModule> below = new ArrayList<>();
        users.fixture.module(
                "below",
                () -> {
                    below.add(new TestModule("/mnt/a"));
                    return below.get(below.size() - 1);
                });
        users.fixture.module("gone", () -> new TestModule("/mnt"));
        users.fixture.process(7).requestOffline(List.of("/mnt"), NONE);
        users.fixture.module("mounts", () -> new RootModule("/mnt"));

        users.fixture.restart("gone");
        users.fixture.process(7).notifyOnline(List.of("/mnt"), NONE);

        assertThat(below.get(1).calls).containsExactly("online /mnt/a NONE");
        assertNothingIsOpen();
    }

    @Test
    void suspendIntervalIsLostForRecovery() {
        users.fixture.process(7).requestSuspend(List.of(DISK), NONE, Duration.ofMillis(250));

        users.fixture.restart();

        assertThat(users.fs.calls)
                .containsExactly("suspend " + DISK + " 250 QUERY", "suspend " + DISK + " 250 NONE");
    }

    @Test
    void whatWasForcedIsForcedAgain() {
        users.fixture.process(7).requestOffline(List.of(DISK), RcmFlags.FORCE);

        users.fixture.restart();

        assertThat(users.fs.calls)
                .containsExactly("offline " + DISK + " QUERY|FORCE", "offline " + DISK + " FORCE");
    }

    @Test
    void whatWaitsForAPersonCanBeEndedByAny() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.restart("app");

        assertThat(users.fixture.person("anna").notifyOnline(List.of(DISK), NONE).isSuccess())
                .isTrue();

        assertThat(users.fs.calls).containsExactly("online " + DISK + " NONE");
        assertNothingIsOpen();
    }

    @Test
    void whatWasRemovedIsGoneAfterARestartTooUntilAModuleHasSeenItAgain() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.process(7).notifyRemove(List.of(DISK), NONE);

        users.fixture.restart();
        RcmHandle module = users.fixture.engine.open(Intent.of(Initiator.process(0), ""), "fs");
        users.fs.register(module);
        users.fs.register(module);
        assertThat(users.fixture.process(8).isRemoved(DISK)).isTrue();

        module.seenAgain(DISK, System.nanoTime());
        assertThat(users.fixture.process(8).isRemoved(DISK)).isFalse();
    }
}
