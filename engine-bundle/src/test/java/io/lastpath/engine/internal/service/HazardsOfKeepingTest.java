// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.engine.internal.service.DiskUsers.DATA;
import static io.lastpath.engine.internal.service.DiskUsers.DISK;
import static io.lastpath.rcm.OperationKind.ONLINE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be kept is not acknowledged and not done, and no number is used twice. */
class HazardsOfKeepingTest {

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
    void whatAnEventTookComesBackWhenItsSenderHasGone() {
        takenByAnEvent();

        users.fixture.presence.die(7);
        users.fixture.engine.care(Duration.ZERO);

        assertThat(users.app.calls).last().isEqualTo("online " + DATA + " NONE");
        assertNothingIsOpen();
        assertThat(users.fixture.engine.givenBack())
                .extracting(GivenBack::resource)
                .containsExactly(DATA);
    }

    @Test
    void whatAnEventTookIsNotGivenBackBeforeThatCanBeKept() {
        takenByAnEvent();
        users.app.calls.clear();
        users.fixture.presence.die(7);
        users.fixture.fullDisk(true);
        for (int i = 0; i < 3; i++) {
            users.fixture.engine.care(Duration.ZERO);
        }
        assertThat(users.app.calls).isEmpty();
        assertThat(users.fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DATA, RcmState.OFFLINE));
        assertThat(users.fixture.engine.givenBack()).isEmpty();
        assertThat(users.fixture.engine.operations())
                .filteredOn(one -> one.kind() == ONLINE)
                .hasSize(1);

        users.fixture.fullDisk(false);
        users.fixture.clock.advance(Duration.ofSeconds(10));
        users.fixture.engine.care(Duration.ZERO);
        assertThat(users.app.calls).containsExactly("online " + DATA + " NONE");
        assertNothingIsOpen();
        users.fixture.restart();
        assertThat(users.app.calls).isEmpty();
        assertNothingIsOpen();
    }

    private void takenByAnEvent() {
        users.fixture.module(
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
        users.fixture.process(7).notifyEvent("battery", NONE, Map.of());
        assertThat(users.fixture.engine.drRequests()).hasSize(1);
    }

    @Test
    void whatOfAListCannotBeKeptKeepsTheRestFromBeingTold() {
        TestModule other = new TestModule("/other");
        users.fixture.module("other", () -> other);
        users.fs.offline =
                (handle, any, flags) -> {
                    users.fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = users.fixture.process(7).requestOffline(List.of(DISK, "/other"), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("nobody else was told"));
        assertThat(other.calls).containsExactly("offline /other QUERY");
    }

    @Test
    void whatIsDoneWhileTheDiskFillsUpIsNotAcknowledged() {
        users.fs.offline =
                (handle, any, flags) -> {
                    users.fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = users.fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("a restart will not know of this"));
    }

    @Test
    void whatFailsHalfWayWhileTheDiskFillsUpIsSaidNotToBeKnownToARestart() {
        users.fs.offline =
                (handle, any, flags) -> {
                    users.fixture.fullDisk(!flags.has(RcmFlags.QUERY));
                    return flags.has(RcmFlags.QUERY)
                            ? ModuleReply.SUCCESS
                            : ModuleReply.refusal("busy after all");
                };

        RcmReply reply = users.fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(users.fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DISK, RcmState.OFFLINE_FAIL));
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(one -> one.reason().contains("a restart will not know of this"));
    }

    /** They change nothing else that is kept, so that nothing but the number calls for a write. */
    @Test
    void theNumberOfAQuestionIsNotGivenAgainAfterAKillHoweverManyThereWere() {
        RcmHandle process = users.fixture.process(7);
        process.requestOffline(List.of(DISK), NONE);
        long last = 0;
        for (int i = 0; i < 1_100; i++) {
            last = process.getInfo(List.of(DISK), NONE).operation();
        }

        users.fixture.restart();

        assertThat(users.fixture.process(7).getInfo(List.of(DISK), NONE).operation())
                .isGreaterThan(last);
    }

    @Test
    void numbersAreNotUsedASecondTime() {
        long before = users.fixture.process(7).requestOffline(List.of(DISK), NONE).operation();

        users.fixture.restart();

        assertThat(users.fixture.process(7).notifyOnline(List.of(DISK), NONE).operation())
                .isGreaterThan(before);
    }

    /** It starts at 1970, as on a host whose battery is empty. */
    @Test
    void numbersAreNotUsedASecondTimeAfterALossWhereTheClockIsBehind() throws IOException {
        long before = users.fixture.process(7).requestOffline(List.of(DISK), NONE).operation();
        users.fixture.kill();
        Path journal = folder.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length - 1] ^= 1;
        Files.write(journal, bytes);

        users.fixture.restart();

        assertThat(users.fixture.engine.journal().loss()).isNotEmpty();
        assertThat(users.fixture.process(7).getInfo(List.of(DISK), NONE).operation())
                .isGreaterThan(before);
    }
}
