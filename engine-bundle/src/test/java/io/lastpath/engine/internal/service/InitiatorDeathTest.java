// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.initiator.Child;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real processes leave behind when they are killed, with the component and its journal. */
@Timeout(60)
class InitiatorDeathTest {

    private static final RcmFlags NONE = RcmFlags.NONE;

    @TempDir private Path folder;
    private final TestLoggers loggers = new TestLoggers();
    private CoordinatorComponent component;
    private TestModule module;
    private Child child;

    @BeforeEach
    void start() throws Exception {
        child = new Child();
        startCoordinator();
        arrive();
    }

    private void startCoordinator() {
        component =
                new CoordinatorComponent(
                        new TestConfig(() -> 60_000, 0, 30_000),
                        new JournalFile(folder.resolve("journal"), Clock.systemUTC()),
                        null,
                        loggers.factory());
    }

    /** Whoever was called in an earlier run is told by a module of the same name. */
    private void arrive() {
        module = new TestModule("/a", "/b");
        component.arrive("app", () -> 60_000, () -> module).registered().join();
    }

    @AfterEach
    void stop() throws Exception {
        component.deactivate();
        child.close();
    }

    private void offline(Child initiator, String resource) {
        assertThat(as(initiator).requestOffline(List.of(resource), NONE).isSuccess()).isTrue();
        assertThat(module.calls).contains("offline " + resource + " NONE");
    }

    private RcmHandle as(Child initiator) {
        return component.open(Intent.of(initiator.initiator(), "a test"));
    }

    private void awaitOnline(String resource) {
        Await.until(
                "the module is told that " + resource + " is online",
                () -> module.calls.contains("online " + resource + " NONE"));
        Await.until(
                "the DR request on " + resource + " has ended",
                () ->
                        component.drRequests().stream()
                                .noneMatch(one -> one.resource().equals(resource)));
    }

    @Test
    void whatAKilledProcessTookOfflineIsUndoneByItselfAndRecorded() throws Exception {
        offline(child, "/a");
        child.kill();

        awaitOnline("/a");

        Await.until("the record is there", () -> component.operations().size() == 2);
        Operation undone = component.operations().get(1);
        assertThat(undone.kind()).isEqualTo(OperationKind.ONLINE);
        assertThat(undone.resources()).containsExactly("/a");
        assertThat(undone.intent().initiator().id()).isEqualTo("coordinator");
        assertThat(undone.intent().reason())
                .isEqualTo("request 1 of pid " + child.pid() + " (a test): its initiator has gone");
        assertThat(loggers.lines()).last().asString().contains("its initiator has gone");
    }

    @Test
    void whatTheLivingTookOfflineStays() throws Exception {
        try (Child other = new Child()) {
            offline(child, "/a");
            offline(other, "/b");
            child.kill();

            awaitOnline("/a");

            assertThat(component.drRequests())
                    .extracting(DrRequest::resource)
                    .containsExactly("/b");
            assertThat(as(other).notifyOnline(List.of("/b"), NONE).isSuccess()).isTrue();
        }
    }

    @Test
    void aSuspensionOfAKilledProcessIsResumed() throws Exception {
        as(child).requestSuspend(List.of("/a"), NONE, Duration.ofSeconds(5));
        assertThat(component.drRequests())
                .extracting(DrRequest::state)
                .containsExactly(RcmState.SUSPENDED);
        child.kill();

        Await.until("it is resumed", () -> component.drRequests().isEmpty());
        assertThat(module.calls).anyMatch(call -> call.startsWith("resume /a"));
    }

    @Test
    void afterARestartItsRequestIsRedoneAndItIsStillWatched() throws Exception {
        offline(child, "/a");

        restart();

        Await.until(
                "the module is asked once more", () -> module.calls.contains("offline /a NONE"));
        Await.until("the redo is recorded", () -> !component.operations().isEmpty());
        assertThat(component.drRequests())
                .extracting(DrRequest::state)
                .containsExactly(RcmState.OFFLINE);
        assertThat(module.calls).doesNotContain("online /a NONE");
        child.kill();
        awaitOnline("/a");
    }

    @Test
    void whoDiedWhileNothingRanIsUndoneAtTheStartAndTheModuleIsTold() throws Exception {
        offline(child, "/a");
        component.deactivate();
        child.kill();

        startCoordinator();
        arrive();

        awaitOnline("/a");
        assertThat(module.calls).noneMatch(call -> call.startsWith("offline"));
    }

    private void restart() {
        component.deactivate();
        startCoordinator();
        arrive();
    }

    @Test
    void theRegistrationsOfAKilledProcessAreForgotten() throws Exception {
        RcmHandle handle = component.open(Intent.of(child.initiator(), "a test"), "app");
        assertThat(handle.registerInterest(RegistrationKind.DR, "/of/child", NONE).isSuccess())
                .isTrue();
        assertThat(component.resourceCount()).isEqualTo(3);
        child.kill();

        Await.until("its registration is gone", () -> component.resourceCount() == 2);
        try (Child other = new Child()) {
            assertThat(as(other).requestOffline(List.of("/of/child"), NONE).isSuccess()).isTrue();
            assertThat(module.calls).noneMatch(call -> call.contains("/of/child"));
        }
    }
}
