// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A module whose bundle is updated while a request of an earlier run is redone or undone. */
@Timeout(60)
class ModulesLeavingRedosTest {

    private static final String DISK = "/devices/disk";
    private static final String PART = DISK + "/part";
    private static final String DATA = "/data";

    @TempDir Path folder;
    private RestartFixture fixture;
    private Engine.Arrival leaving;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Takes the disk with its part, and is killed. */
    private void takenAndKilled() {
        fixture.module("part", () -> new TestModule(PART));
        fixture.module("disk", () -> new TestModule(DISK));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
    }

    private Engine.Arrival arrive(String name, TestModule module) {
        Engine.Arrival arrival = fixture.engine.arrive(name, () -> 60_000, () -> module);
        arrival.registered().join();
        return arrival;
    }

    /** A module that does something once it is asked. */
    private static TestModule asked(TestModule module, Runnable what) {
        TestModule.Reaction rest = module.offline;
        boolean[] once = {true};
        module.offline =
                (handle, resource, flags) -> {
                    if (flags.has(QUERY) && once[0]) {
                        once[0] = false;
                        what.run();
                    }
                    return rest.to(handle, resource, flags);
                };
        return module;
    }

    private void assertWaiting(String resource, String why) {
        assertThat(fixture.engine.drRequests())
                .filteredOn(one -> one.resource().equals(resource))
                .singleElement()
                .extracting(DrRequest::attention)
                .asString()
                .contains(why);
    }

    private void careUntil(BooleanSupplier condition) {
        Await.until(
                "cared for",
                () -> {
                    fixture.clock.advance(Duration.ofSeconds(10));
                    fixture.engine.care(Duration.ZERO);
                    return condition.getAsBoolean();
                });
    }

    private boolean isSettled() {
        return fixture.engine.drRequests().stream().allMatch(one -> one.attention().isEmpty());
    }

    @Test
    void whoLeavesBeforeItIsAskedIsWaitedForAndAsked() {
        takenAndKilled();
        leaving = arrive("part", new TestModule(PART));
        arrive("disk", asked(new TestModule(DISK), () -> fixture.engine.leave(leaving)));
        fixture.engine.care(Duration.ZERO);
        assertWaiting(DISK, "module part left before its turn for " + PART);

        TestModule back = new TestModule(PART);
        arrive("part", back);
        careUntil(this::isSettled);

        assertThat(back.calls)
                .containsExactly("offline " + PART + " QUERY", "offline " + PART + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DISK, RcmState.OFFLINE));
        assertThat(fixture.engine.givenBack()).isEmpty();
    }

    @Test
    void whoIsUpdatedBeforeItIsAskedMayRefuseWhenItIsBack() {
        takenAndKilled();
        TestModule back = new TestModule(PART);
        back.answer(ModuleReply.refusal("in use"));
        leaving = arrive("part", new TestModule(PART));
        Runnable update =
                () -> {
                    fixture.engine.leave(leaving);
                    arrive("part", back);
                };
        arrive("disk", asked(new TestModule(DISK), update));

        fixture.engine.care(Duration.ZERO);
        assertWaiting(DISK, "module part left before its turn for " + PART);
        careUntil(() -> fixture.engine.drRequests().isEmpty());

        assertThat(back.calls).contains("offline " + PART + " QUERY");
        assertThat(fixture.engine.givenBack()).singleElement().asString().contains("in use");
    }

    /** Nobody has been noted there by then. */
    @Test
    void aDependentsModuleThatLeavesBeforeItIsPassedOnToIsWaitedForAndAsked() {
        fixture.module("app", () -> new TestModule(DATA));
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.kill();
        fixture.start();
        leaving = arrive("app", new TestModule(DATA));
        arrive(
                "disk",
                asked(new PassingModule(List.of(DATA), DISK), () -> fixture.engine.leave(leaving)));

        fixture.engine.care(Duration.ZERO);
        assertWaiting(DISK, "module app left before its turn for " + DATA);
        TestModule back = new TestModule(DATA);
        arrive("app", back);
        careUntil(this::isSettled);

        assertThat(back.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
        assertThat(fixture.engine.drRequests()).hasSize(2);
    }

    /** A module that has another one leave when it is told that its resource is back. */
    private TestModule toldOnce(TestModule module) {
        boolean[] once = {true};
        String resource = DISK;
        return new TestModule(resource) {
            @Override
            public ModuleReply notifyOnline(
                    RcmHandle handle, String name, long pid, RcmFlags flags) {
                if (once[0]) {
                    once[0] = false;
                    fixture.engine.leave(leaving);
                }
                calls.add("online " + name + " " + flags);
                return module.notifyOnline(handle, name, pid, flags);
            }
        };
    }

    @Test
    void whoLeavesBeforeItIsToldInAnUndoIsWaitedForAndTold() {
        takenAndKilled();
        fixture.presence.die(7);
        leaving = arrive("part", new TestModule(PART));
        arrive("disk", toldOnce(new TestModule(DISK)));
        fixture.engine.care(Duration.ZERO);
        assertWaiting(DISK, "module part left before it was told");
        assertThat(fixture.engine.givenBack()).isEmpty();

        TestModule back = new TestModule(PART);
        arrive("part", back);
        careUntil(() -> fixture.engine.drRequests().isEmpty());

        assertThat(back.calls).containsExactly("online " + PART + " NONE");
        assertThat(fixture.engine.givenBack()).hasSize(1);
    }

    @Test
    void aDependentsModuleThatLeavesBeforeItIsToldInAnUndoIsWaitedForAndTold() {
        fixture.module("app", () -> new TestModule(DATA));
        fixture.module("disk", () -> new PassingModule(List.of(DATA), DISK));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.presence.die(7);
        fixture.kill();
        fixture.start();
        leaving = arrive("app", new TestModule(DATA));
        arrive("disk", toldOnce(new PassingModule(List.of(DATA), DISK)));
        fixture.engine.care(Duration.ZERO);
        assertWaiting(DATA, "module app");

        TestModule back = new TestModule(DATA);
        arrive("app", back);
        careUntil(() -> fixture.engine.drRequests().isEmpty());

        assertThat(back.calls).containsExactly("online " + DATA + " NONE");
    }
}
