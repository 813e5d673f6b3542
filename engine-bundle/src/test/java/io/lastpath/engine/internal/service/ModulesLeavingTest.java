// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that leaves, or answers, before those have been told to whom it passed something on. */
@Timeout(60)
class ModulesLeavingTest {

    private final EngineFixture fixture = new EngineFixture();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicReference<Engine.Arrival> leaving = new AtomicReference<>();

    @AfterEach
    void stop() {
        answered.countDown();
        fixture.close();
    }

    /** Agrees to all; while it is told the end, who passes on leaves, and the end is answered. */
    private final class User extends TestModule {

        User() {
            super("/disk");
        }

        @Override
        public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags f) {
            leave();
            return super.notifyOnline(handle, resource, pid, f);
        }

        @Override
        public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags f) {
            leave();
            return super.notifyRemove(handle, resource, pid, f);
        }
    }

    private void leave() {
        fixture.engine.leave(leaving.get());
        await(answered);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean isBack(String resource) {
        return fixture.engine.drRequests().isEmpty() && state(resource) == RcmState.ONLINE;
    }

    private RcmState state(String resource) {
        try {
            return fixture.process(7).getResourceState(resource);
        } catch (RcmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", "remove"})
    void anEndIsToldToAllThoughWhoPassedItOnHasLeft(String end) {
        TestModule second = new TestModule("/disk");
        fixture.arrive("second", second);
        fixture.arrive("first", new User());
        leaving.set(fixture.arrive("hba", new PassingModule(List.of("/disk"), "/hba")));
        assertThat(fixture.process(7).requestOffline(List.of("/hba"), NONE).isSuccess()).isTrue();

        if (end.equals("online")) {
            fixture.process(7).notifyOnline(List.of("/hba"), NONE);
        } else {
            fixture.process(7).notifyRemove(List.of("/hba"), NONE);
        }
        answered.countDown();

        Await.until("told", () -> second.calls.contains(end + " /disk NONE"));
        Await.until("back", () -> isBack("/disk"));
    }

    @Test
    void whoIsBackIsAskedTheNextTimeThoughWhoPassedItOnHasLeft() {
        TestModule user = new User();
        fixture.arrive("user", user);
        leaving.set(fixture.arrive("hba", new PassingModule(List.of("/disk"), "/hba")));
        assertThat(fixture.process(7).requestOffline(List.of("/hba"), NONE).isSuccess()).isTrue();
        fixture.process(7).notifyOnline(List.of("/hba"), NONE);
        answered.countDown();
        Await.until("back", () -> isBack("/disk"));
        fixture.arrive("hba", new PassingModule(List.of("/disk"), "/hba"));
        user.answer(ModuleReply.refusal("mounted on /data"));

        RcmReply reply = fixture.process(8).requestOffline(List.of("/hba"), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.toString()).contains("mounted on /data");
    }

    @Test
    void anEndIsToldToAllThoughWhoPassedItOnHasAnswered() {
        TestModule user =
                new TestModule("/disk") {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        await(answered);
                        return super.notifyOnline(handle, resource, pid, flags);
                    }
                };
        fixture.arrive("user", user);
        TestModule hba =
                new TestModule("/hba") {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        Thread call = new Thread(() -> handle.notifyOnline(List.of("/disk"), NONE));
                        call.start();
                        Await.until("the call waits", () -> isWaiting(call));
                        return ModuleReply.SUCCESS;
                    }
                };
        hba.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, "/disk");
        fixture.arrive("hba", hba);
        assertThat(fixture.process(7).requestOffline(List.of("/hba"), NONE).isSuccess()).isTrue();

        fixture.process(7).notifyOnline(List.of("/hba"), NONE);
        answered.countDown();

        Await.until("told", () -> user.calls.contains("online /disk NONE"));
        Await.until("back", () -> isBack("/disk"));
    }

    private static boolean isWaiting(Thread call) {
        return call.getState() == Thread.State.WAITING
                || call.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void whatAnEventBringsBackIsToldToAllThoughWhoHeardOfItHasLeft() {
        TestModule second = new TestModule("/disk");
        fixture.arrive("second", second);
        fixture.arrive("first", new User());
        onBattery(
                handle -> {
                    handle.requestOffline(List.of("/disk"), NONE);
                    handle.notifyOnline(List.of("/disk"), NONE);
                });

        Await.until("told", () -> second.calls.contains("online /disk NONE"));
        Await.until("back", () -> isBack("/disk"));
    }

    @Test
    void whatAnEventAskedAboutIsFreeThoughWhoHeardOfItHasLeft() {
        TestModule app = new TestModule("/data");
        app.offline =
                (handle, resource, flags) -> {
                    leave();
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("app", app);
        onBattery(handle -> handle.requestOffline(List.of("/data"), RcmFlags.QUERY));

        Await.until("back", () -> isBack("/data"));
        assertThat(app.calls).containsExactly("offline /data QUERY");
    }

    @Test
    void whatAnEventDidNotGetToIsFreeThoughWhoHeardOfItHasLeft() {
        TestModule app = new TestModule("/data", "/other");
        app.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        leave();
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("app", app);
        onBattery(handle -> handle.requestOffline(List.of("/data", "/other"), NONE));

        Await.until("free", () -> state("/other") == RcmState.ONLINE);
        assertThat(app.calls).doesNotContain("offline /other NONE");
    }

    private void onBattery(Consumer<RcmHandle> act) {
        leaving.set(fixture.arrive("watch", new WatchingModule("battery", act)));
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
        answered.countDown();
    }
}
