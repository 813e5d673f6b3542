// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.engine.internal.service.DiskUsers.DATA;
import static io.lastpath.engine.internal.service.DiskUsers.DISK;
import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a list is redone after a restart, and what becomes of a redo that is refused. */
class HazardsOfRedosTest {

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
    void aRefusedRedoTakesNothingElseOfTheSameRequestAway() {
        TestModule[] other = {null};
        users.fixture.module("other", () -> other[0] = new TestModule("/other"));
        TestModule busy = new TestModule("/busy");
        users.fixture.module("busy", () -> busy);
        users.fixture.process(7).requestOffline(List.of("/busy", "/other"), NONE);
        busy.answer(ModuleReply.refusal("busy again"));

        users.fixture.restart();

        assertThat(other[0].calls).containsExactly("offline /other QUERY", "offline /other NONE");
        assertThat(users.fixture.engine.drRequests())
                .singleElement()
                .returns("/other", DrRequest::resource)
                .returns(RcmState.OFFLINE, DrRequest::state);
    }

    @Test
    void whatOneOfAListTookAlongDoesNotComeBackWhileAnotherIsRedone() {
        users.fixture.module("other", () -> new TestModule("/other"));
        users.fixture.process(7).requestOffline(List.of(DISK, "/other"), NONE);

        users.fixture.restart();

        assertThat(users.app.calls)
                .containsExactly("offline " + DATA + " QUERY", "offline " + DATA + " NONE");
    }

    @Test
    void whoHadLetGoAndPassesARefusalOnIsToldThatNothingComesOfIt() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.module(
                "app",
                () -> {
                    users.app = new TestModule(DATA);
                    users.app.answer(ModuleReply.refusal("in use again"));
                    return users.app;
                });

        users.fixture.restart();

        assertThat(users.fs.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(users.app.calls).containsExactly("offline " + DATA + " QUERY");
        assertNothingIsOpen();
    }

    @Test
    void aRefusedRedoIsSaidAloud() {
        users.fixture.process(7).requestOffline(List.of(DISK), NONE);
        users.fixture.module(
                "app",
                () -> {
                    users.app = new TestModule(DATA);
                    users.app.answer(ModuleReply.refusal("in use again"));
                    return users.app;
                });
        users.fixture.warnings.clear();

        users.fixture.restart();

        String why =
                "it was refused when it was redone after a restart, FAILURE: fs on "
                        + DISK
                        + ", dependents failed; app on "
                        + DATA
                        + ", in use again";
        assertThat(users.fixture.engine.givenBack())
                .singleElement()
                .returns(DISK, GivenBack::resource)
                .returns(RcmState.OFFLINE, GivenBack::state)
                .returns(1L, GivenBack::number)
                .returns(why, GivenBack::why)
                .returns(users.fixture.clock.instant(), GivenBack::at)
                .returns(7L, one -> one.intent().initiator().pid());
        assertThat(users.fixture.warnings)
                .containsExactly(
                        DISK
                                + " was given back, which was OFFLINE by request 1 of pid 7 (test): "
                                + why);
    }

    @Test
    void whatWasAskedForTogetherIsRedoneOneByOneAndARefusalTakesNothingElseAlong() {
        users.fixture.module("other", () -> new TestModule("/other"));
        users.fixture.process(7).requestOffline(List.of("/other", DISK), NONE);
        users.fixture.module(
                "app",
                () -> {
                    users.app = new TestModule(DATA);
                    users.app.answer(ModuleReply.refusal("in use again"));
                    return users.app;
                });

        users.fixture.restart();

        assertThat(users.fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly("/other");
    }

    @Test
    void whatOfAListWasDoneBeforeTheKillIsRedoneAndTheRestIsUndone() {
        users.fixture.module("other", () -> new TestModule("/other"));
        users.fs.offline =
                (handle, any, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        users.fixture.kill();
                    }
                    return ModuleReply.SUCCESS;
                };
        users.fixture.process(7).requestOffline(List.of("/other", DISK), NONE);

        users.fixture.restart();

        assertThat(users.fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly("/other");
        assertThat(users.fs.calls).containsExactly("online " + DISK + " NONE");
    }
}
