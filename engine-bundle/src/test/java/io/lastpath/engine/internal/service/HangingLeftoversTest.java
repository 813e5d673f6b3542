// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind where one module hangs, and what becomes of the rest meanwhile. */
@Timeout(60)
class HangingLeftoversTest {

    private static final String HUNG = "/devices/hung";
    private static final String FREE = "/devices/free";
    private static final String DISK = "/devices/disk";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean isHanging;
    private RestartFixture fixture;
    private TestModule hung;
    private TestModule free;

    /** It hangs, once it is to, when it is told to let go, and when it is told the end. */
    private final class HangingModule extends TestModule {

        HangingModule(String... resources) {
            super(resources);
            offline =
                    (handle, resource, flags) ->
                            flags.has(QUERY) ? ModuleReply.SUCCESS : answerLate();
        }

        @Override
        public ModuleReply notifyOnline(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            super.notifyOnline(handle, resource, pid, flags);
            return answerLate();
        }
    }

    private ModuleReply answerLate() {
        try {
            if (isHanging) {
                release.await();
            }
            return ModuleReply.SUCCESS;
        } catch (InterruptedException e) {
            return ModuleReply.refusal("interrupted");
        }
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("free", () -> free = new TestModule(FREE, FREE + "2"));
        fixture.module("hung", () -> hung = new HangingModule(HUNG, HUNG + "2"));
    }

    @AfterEach
    void stop() {
        release.countDown();
        fixture.close();
    }

    private void care() {
        fixture.engine.care(Duration.ZERO);
    }

    private void release() {
        isHanging = false;
        release.countDown();
    }

    /** Looks after things until something has happened, ten seconds apart by the clock. */
    private void careUntil(String what, BooleanSupplier happened) {
        Await.until(
                what,
                () -> {
                    fixture.clock.advance(Duration.ofSeconds(10));
                    care();
                    return happened.getAsBoolean();
                });
    }

    private boolean isOffline(String resource) {
        return fixture.engine.drRequests().stream()
                .filter(one -> one.resource().equals(resource))
                .anyMatch(one -> one.state() == RcmState.OFFLINE && one.attention().isEmpty());
    }

    private String attention(String resource) {
        return fixture.engine.drRequests().stream()
                .filter(one -> one.resource().equals(resource))
                .map(DrRequest::attention)
                .collect(Collectors.joining());
    }

    private List<String> open() {
        return fixture.engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    @Test
    void whatTheDeadLeftBehindIsGivenBackThoughAModuleHangsThatHasNothingToDoWithIt() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(7);
        fixture.presence.die(8);
        isHanging = true;

        care();

        Await.until("the other one is given back", () -> open().equals(List.of(HUNG)));
        assertThat(hung.calls).last().isEqualTo("online " + HUNG + " NONE");
        assertThat(free.calls).last().isEqualTo("online " + FREE + " NONE");
        Await.until("it is said", () -> fixture.engine.givenBack().size() == 1);
        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(FREE);

        release();
        careUntil("it is given back as well", () -> open().isEmpty());
    }

    @Test
    void whatIsLeftAfterARestartIsRedoneAndUndoneThoughAModuleHangsThatHasNothingToDoWithIt() {
        fixture.process(9).requestOffline(List.of(FREE + "2"), NONE);
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(9);
        isHanging = true;

        fixture.restart();

        Await.until("the others are finished", () -> !open().contains(FREE + "2"));
        assertThat(hung.calls).last().isEqualTo("offline " + HUNG + " NONE");
        assertThat(free.calls)
                .containsExactly(
                        "offline " + FREE + " QUERY",
                        "offline " + FREE + " NONE",
                        "online " + FREE + "2 NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactlyInAnyOrder(
                        tuple(FREE, RcmState.OFFLINE), tuple(HUNG, RcmState.OFFLINING));

        release();
        Await.until("it is redone as well", () -> isOffline(HUNG));
    }

    @Test
    void whatHangsWhileItIsRedoneIsRedoneAgainAfterAKillThoughAnotherRedoHasEnded() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        isHanging = true;
        fixture.restart();
        Await.until("the other is redone", () -> isOffline(FREE));

        isHanging = false;
        fixture.restart();

        assertThat(hung.calls)
                .containsExactly("offline " + HUNG + " QUERY", "offline " + HUNG + " NONE");
        assertThat(fixture.engine.drRequests())
                .allMatch(one -> one.state() == RcmState.OFFLINE)
                .extracting(DrRequest::resource)
                .containsExactlyInAnyOrder(FREE, HUNG);
    }

    /** Of a list the last comes first. A module is called for one at a time. */
    @Test
    void whatHasToDoWithWhatHangsWaitsForItAndNothingIsBegunTwice() {
        fixture.process(7).requestOffline(List.of(FREE, HUNG), NONE);
        fixture.process(7).requestOffline(List.of(HUNG + "2"), NONE);
        fixture.presence.die(7);
        hung.calls.clear();
        free.calls.clear();
        isHanging = true;

        for (int i = 0; i < 3; i++) {
            fixture.clock.advance(Duration.ofSeconds(10));
            care();
        }

        assertThat(hung.calls).containsExactly("online " + HUNG + "2 NONE");
        assertThat(free.calls).isEmpty();

        release();
        careUntil("all is given back", () -> open().isEmpty());
        assertThat(hung.calls)
                .containsExactly("online " + HUNG + "2 NONE", "online " + HUNG + " NONE");
        assertThat(free.calls).containsExactly("online " + FREE + " NONE");
    }

    /** It may be refused only since the other one has taken something of that module's along. */
    @Test
    void aRedoThatIsRefusedBesideOneThatHangsIsTriedAgainWhenThatHasEnded() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.module(
                "free",
                () -> {
                    free = new TestModule(FREE, DATA);
                    free.offline =
                            (handle, resource, flags) ->
                                    resource.equals(DATA)
                                            ? ModuleReply.SUCCESS
                                            : ModuleReply.refusal("in use");
                    return free;
                });
        fixture.module("hung", this::passingOnAndHanging);
        isHanging = true;

        fixture.restart();

        Await.until("it waits", () -> attention(FREE).contains("in use; it is tried again"));
        assertThat(fixture.engine.givenBack()).isEmpty();

        release();
        careUntil("the refusal counts", () -> open().equals(List.of(HUNG, DATA)));
        assertThat(hung.calls)
                .containsExactly("offline " + HUNG + " QUERY", "offline " + HUNG + " NONE");
        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(FREE);
    }

    private TestModule passingOnAndHanging() {
        hung = new HangingModule(HUNG);
        hung.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = TestModule.cascade(handle, flags, DATA);
                    return flags.has(QUERY) ? reply : answerLate();
                };
        return hung;
    }

    /** As where a disk has lost its other path meanwhile. */
    @Test
    void whatIsRedoneAtOnceSharesNoDependentBeforeOneHasEnded() {
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.module(
                "app",
                () -> {
                    TestModule app = new TestModule(DATA);
                    app.offline = (handle, resource, flags) -> answerLate();
                    return app;
                });
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module("free", () -> free = new PassingModule(List.of(DATA), FREE));
        isHanging = true;

        fixture.restart();

        Await.until("it waits", () -> attention(FREE).contains("it is tried again"));

        release();
        careUntil("both are redone", () -> isOffline(FREE) && isOffline(DISK) && isOffline(DATA));
        assertThat(open()).containsExactlyInAnyOrder(FREE, DISK, DATA);
        assertThat(fixture.engine.givenBack()).isEmpty();
    }

    @Test
    void aStopEndsWhatHangsAndTheNextRunFinishesIt() {
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(7);
        isHanging = true;
        care();
        assertThat(open()).containsExactly(HUNG);
        Engine stopped = fixture.engine;

        isHanging = false;
        fixture.restart();

        assertThat(hung.calls).containsExactly("online " + HUNG + " NONE");
        assertThat(open()).isEmpty();
        assertThat(stopped.givenBack()).isEmpty();
    }
}
