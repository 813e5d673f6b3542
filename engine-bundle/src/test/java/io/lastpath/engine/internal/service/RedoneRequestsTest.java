// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.RETIRE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /**
     * The second adapter was taken before its module came, and takes the disk along when redone.
     */
    @Test
    void whatIsTakenAlongWhenItIsRedoneStaysAwayForIt() {
        TestModule[] data = {null};
        fixture.process(8).requestOffline(List.of("/second"), NONE);
        fixture.module("data", () -> data[0] = new TestModule(DATA));
        fixture.module("first", () -> new PassingModule(List.of(DATA), "/first"));
        fixture.module("second", () -> new PassingModule(List.of(DATA), "/second"));
        fixture.process(7).requestOffline(List.of("/first"), NONE);
        fixture.restart();

        fixture.process(7).notifyOnline(List.of("/first"), NONE);

        assertThat(data[0].calls).noneMatch(call -> call.contains("online"));
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().pid())
                .containsExactlyInAnyOrder(tuple("/second", 8L), tuple(DATA, 8L));
    }

    private static TestModule forgetful(String resource) {
        TestModule module = new TestModule(resource);
        module.offline = (handle, any, flags) -> EngineAnswersTest.cascade(handle, flags, DATA);
        return module;
    }
}
