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
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.List;
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
    private final Hang hang = new Hang();
    private RestartFixture fixture;
    private TestModule hung;
    private TestModule free;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("free", () -> free = new TestModule(FREE, FREE + "2"));
        fixture.module("hung", () -> hung = new HangingModule(hang, HUNG, HUNG + "2"));
    }

    @AfterEach
    void stop() {
        hang.end();
        fixture.close();
    }

    /** Looks after things until something has happened, ten seconds apart by the clock. */
    private void careUntil(String what, BooleanSupplier happened) {
        Await.until(
                what,
                () -> {
                    fixture.careAfter(10);
                    return happened.getAsBoolean();
                });
    }

    private String attention(String resource) {
        return fixture.requestsOn(resource).stream()
                .map(DrRequest::attention)
                .collect(Collectors.joining());
    }

    @Test
    void whatTheDeadLeftBehindIsGivenBackThoughAModuleHangsThatHasNothingToDoWithIt() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(7);
        fixture.presence.die(8);
        hang.begin();

        fixture.care();

        Await.until("the other one is given back", () -> fixture.open().equals(List.of(HUNG)));
        assertThat(hung.calls).last().isEqualTo("online " + HUNG + " NONE");
        assertThat(free.calls).last().isEqualTo("online " + FREE + " NONE");
        Await.until("it is said", () -> fixture.engine.givenBack().size() == 1);
        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(FREE);

        hang.end();
        careUntil("it is given back as well", () -> fixture.open().isEmpty());
    }

    @Test
    void whatIsLeftAfterARestartIsRedoneAndUndoneThoughAModuleHangsThatHasNothingToDoWithIt() {
        fixture.process(9).requestOffline(List.of(FREE + "2"), NONE);
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(9);
        hang.begin();

        fixture.restart();

        Await.until("the others are finished", () -> !fixture.open().contains(FREE + "2"));
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

        hang.end();
        Await.until("it is redone as well", () -> fixture.isOut(HUNG));
    }

    @Test
    void whatHangsWhileItIsRedoneIsRedoneAgainAfterAKillThoughAnotherRedoHasEnded() {
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        hang.begin();
        fixture.restart();
        Await.until("the other is redone", () -> fixture.isOut(FREE));

        hang.takeNoMore();
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
        hang.begin();

        for (int i = 0; i < 3; i++) {
            fixture.careAfter(10);
        }

        assertThat(hung.calls).containsExactly("online " + HUNG + "2 NONE");
        assertThat(free.calls).isEmpty();

        hang.end();
        careUntil("all is given back", () -> fixture.open().isEmpty());
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
        hang.begin();

        fixture.restart();

        Await.until("it waits", () -> attention(FREE).contains("in use; it is tried again"));
        assertThat(fixture.engine.givenBack()).isEmpty();

        hang.end();
        careUntil("the refusal counts", () -> fixture.open().equals(List.of(HUNG, DATA)));
        assertThat(hung.calls)
                .containsExactly("offline " + HUNG + " QUERY", "offline " + HUNG + " NONE");
        assertThat(fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(FREE);
    }

    private TestModule passingOnAndHanging() {
        hung = new HangingModule(hang, HUNG);
        hung.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = TestModule.cascade(handle, flags, DATA);
                    return flags.has(QUERY) ? reply : hang.answer();
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
                    app.offline = (handle, resource, flags) -> hang.answer();
                    return app;
                });
        fixture.process(8).requestOffline(List.of(FREE), NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.module("free", () -> free = new PassingModule(List.of(DATA), FREE));
        hang.begin();

        fixture.restart();

        Await.until("it waits", () -> attention(FREE).contains("it is tried again"));

        hang.end();
        careUntil(
                "both are redone",
                () -> fixture.isOut(FREE) && fixture.isOut(DISK) && fixture.isOut(DATA));
        assertThat(fixture.open()).containsExactlyInAnyOrder(FREE, DISK, DATA);
        assertThat(fixture.engine.givenBack()).isEmpty();
    }

    @Test
    void aStopEndsWhatHangsAndTheNextRunFinishesIt() {
        fixture.process(7).requestOffline(List.of(HUNG), NONE);
        fixture.presence.die(7);
        hang.begin();
        fixture.care();
        assertThat(fixture.open()).containsExactly(HUNG);
        Engine stopped = fixture.engine;

        hang.takeNoMore();
        fixture.restart();

        assertThat(hung.calls).containsExactly("online " + HUNG + " NONE");
        assertThat(fixture.open()).isEmpty();
        assertThat(stopped.givenBack()).isEmpty();
    }
}
