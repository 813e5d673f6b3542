// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A redo that gets no answer after all have agreed, while the module of what it takes along is
 * updated.
 */
@Timeout(60)
class RedosWithoutAnAnswerTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private final CountDownLatch never = new CountDownLatch(1);
    private RestartFixture fixture;
    private TestModule app;
    private Engine.Arrival arrival;

    /** Where the module of the disk gives no answer when it is told, and how. */
    private enum Failing {
        NOT_AT_ALL,
        BEFORE_IT_PASSES_ON,
        HANGING,
        AFTER_IT_HAS_PASSED_ON
    }

    private Failing failing = Failing.NOT_AT_ALL;

    private TestModule disk() {
        PassingModule disk = new PassingModule(List.of(DATA), DISK);
        TestModule.Reaction pass = disk.offline;
        disk.offline =
                (handle, resource, flags) -> {
                    Failing how = flags.has(QUERY) ? Failing.NOT_AT_ALL : failing;
                    if (how == Failing.HANGING) {
                        hang();
                    } else if (how == Failing.BEFORE_IT_PASSES_ON) {
                        throw new IllegalStateException("lost its head");
                    }
                    ModuleReply reply = pass.to(handle, resource, flags);
                    if (how == Failing.AFTER_IT_HAS_PASSED_ON) {
                        throw new IllegalStateException("lost its head");
                    }
                    return reply;
                };
        return disk;
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        never.countDown();
        fixture.close();
    }

    private void arriveApp() {
        app = new TestModule(DATA);
        arrival = fixture.arrive("app", 60_000, app);
    }

    /** The disk is taken; what depends on it before the restart is taken along. */
    private void takeBeforeARestart(boolean withData) {
        if (withData) {
            arriveApp();
            fixture.arrive("disk", 60_000, disk());
        } else {
            fixture.arrive("disk", 60_000, new TestModule(DISK));
        }
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
    }

    /** The modules come back, the redo gets no answer, and the module of the data is updated. */
    private void failsAndAnUpdateFollows(Failing how) {
        failing = how;
        arriveApp();
        fixture.arrive("disk", 1_000, disk());
        fixture.care();
        assertThat(requestOn(DISK).attention()).contains("could not be redone");
        failing = Failing.NOT_AT_ALL;
        updateApp();
    }

    private void updateApp() {
        fixture.engine.leave(arrival);
        arriveApp();
    }

    private DrRequest requestOn(String resource) {
        return fixture.engine.drRequests().stream()
                .filter(one -> one.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private void untilItIsRedone() {
        Await.until(
                "it is redone",
                () -> {
                    fixture.careAfter(20);
                    return requestOn(DISK).attention().isEmpty();
                });
        assertThat(fixture.engine.drRequests())
                .allMatch(one -> one.state() == RcmState.OFFLINE)
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(DISK, DATA);
        assertThat(app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
    }

    private void untilItIsUndone() {
        fixture.presence.die(7);
        Await.until(
                "it is undone",
                () -> {
                    fixture.careAfter(20);
                    return fixture.engine.drRequests().isEmpty();
                });
        assertThat(app.calls).containsExactly("online " + DATA + " NONE");
    }

    @Test
    void whoIsWaitedForComesBackWhereItWasNotPassedOnToHim() {
        takeBeforeARestart(true);

        failsAndAnUpdateFollows(Failing.BEFORE_IT_PASSES_ON);

        untilItIsRedone();
    }

    @Test
    void whoIsWaitedForComesBackAndIsToldTheEndWhereItsInitiatorHasGoneMeanwhile() {
        takeBeforeARestart(true);

        failsAndAnUpdateFollows(Failing.HANGING);

        untilItIsUndone();
    }

    @Test
    void whoWasTakenAlongForTheFirstTimeComesBack() {
        takeBeforeARestart(false);

        failsAndAnUpdateFollows(Failing.AFTER_IT_HAS_PASSED_ON);

        untilItIsRedone();
    }

    @Test
    void whoWasTakenAlongForTheFirstTimeComesBackAndIsToldTheEnd() {
        takeBeforeARestart(false);

        failsAndAnUpdateFollows(Failing.AFTER_IT_HAS_PASSED_ON);

        untilItIsUndone();
    }

    @Test
    void whoWasOnlyAskedForTheFirstTimeComesBackAndIsToldTheEnd() {
        takeBeforeARestart(false);

        failsAndAnUpdateFollows(Failing.BEFORE_IT_PASSES_ON);

        untilItIsUndone();
    }

    /** It has been redone with another request, and so is out in this run, until that ends. */
    @Test
    void whoWasTakenAlongWithAnotherThatHasEndedComesBack() {
        fixture.arrive("other", 60_000, new PassingModule(List.of(DATA), OTHER));
        arriveApp();
        fixture.process(8).requestOffline(List.of(OTHER), NONE);
        fixture.arrive("disk", 60_000, disk());
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        fixture.arrive("other", 60_000, new PassingModule(List.of(DATA), OTHER));
        failing = Failing.AFTER_IT_HAS_PASSED_ON;
        arriveApp();
        fixture.arrive("disk", 60_000, disk());
        Await.until(
                "the other is redone, and this one is not",
                () -> {
                    fixture.careAfter(20);
                    return requestOn(OTHER).attention().isEmpty()
                            && !requestOn(DISK).attention().isEmpty();
                });
        failing = Failing.NOT_AT_ALL;

        fixture.process(8).notifyOnline(List.of(OTHER), NONE);
        updateApp();

        untilItIsRedone();
    }
}
