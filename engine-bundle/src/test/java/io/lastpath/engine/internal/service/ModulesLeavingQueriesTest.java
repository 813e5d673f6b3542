// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.FILESYS;
import static io.lastpath.rcm.RcmFlags.FORCE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RcmFlags.RETIRE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A module whose bundle is updated while others are asked, and before it is. */
@Timeout(60)
class ModulesLeavingQueriesTest {

    private static final String DISK = "/devices/disk";
    private static final String PART = DISK + "/part";

    private final EngineFixture fixture = new EngineFixture();
    private final AtomicReference<Engine.Arrival> leaving = new AtomicReference<>();
    private final TestModule part = new TestModule(PART);
    private final TestModule disk = new TestModule(DISK);

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Has the module of the part updated as soon as that of the disk is asked. */
    private void updatedMeanwhile() {
        part.answer(ModuleReply.refusal("in use"));
        leaving.set(fixture.arrive("part", part));
        disk.offline = (handle, resource, flags) -> update(flags);
        disk.suspend = disk.offline;
        fixture.arriveTold("disk", disk);
    }

    private ModuleReply update(RcmFlags flags) {
        if (flags.has(QUERY)) {
            fixture.engine.leave(leaving.get());
            leaving.set(fixture.arrive("part", part));
        }
        return ModuleReply.SUCCESS;
    }

    private void assertRefused(RcmReply reply, String resource) {
        assertThat(reply.isSuccess()).isFalse();
        assertSaid(reply, resource);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** Nothing keeps it from registering any more, and it is seen to. */
    private void awaitBack() {
        fixture.engine.care(Duration.ZERO);
        Await.until(
                "back",
                () ->
                        fixture.engine.modules().stream()
                                .allMatch(module -> module.unregistered().isEmpty()));
    }

    private static void assertSaid(RcmReply reply, String resource) {
        String sentence = "module part left before its turn for " + resource + " came";
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments())
                .filteredOn(one -> one.reason().startsWith(sentence))
                .singleElement()
                .matches(one -> one.verdict() == Verdict.UNKNOWN);
    }

    @Test
    void whoLeavesBeforeItIsAskedMakesItARefusal() {
        updatedMeanwhile();

        assertRefused(fixture.person("anna").requestOffline(List.of(DISK), NONE), PART);

        assertThat(disk.calls)
                .containsExactly(
                        "offline " + DISK + " QUERY", "online " + DISK + " QUERY|QUERY_CANCEL");
    }

    @Test
    void itIsTheSameForAMereQueryAndForASuspend() {
        updatedMeanwhile();

        assertRefused(fixture.process(7).requestOffline(List.of(DISK), QUERY), PART);
        awaitBack();
        assertRefused(
                fixture.process(7).requestSuspend(List.of(DISK), NONE, Duration.ofSeconds(1)),
                PART);
    }

    @Test
    void whoIsRetiredWithAnotherAndLeavesBeforeItIsAskedMakesItARefusal() {
        part.answer(ModuleReply.refusal("in use"));
        leaving.set(fixture.arrive("part", new TestModule(DISK)));
        disk.offline = (handle, resource, flags) -> update(flags);
        fixture.arrive("disk", disk);

        assertRefused(fixture.process(7).requestOffline(List.of(DISK), RETIRE_REQUEST), DISK);
    }

    @Test
    void aDependentsModuleThatLeavesBeforeItIsAskedMakesItARefusal() {
        updatedMeanwhile();
        fixture.arrive("hba", new PassingModule(List.of(DISK), "/hba"));

        assertRefused(fixture.process(7).requestOffline(List.of("/hba"), NONE), PART);
    }

    /** While the adapter's module is asked, which takes a while, and back when all is done. */
    @Test
    void aDependentsModuleThatIsAwayWhenItIsPassedOnMakesItARefusal() {
        leaving.set(fixture.arrive("part", part));
        fixture.arrive("disk", disk);
        TestModule hba = new PassingModule(List.of(DISK), "/hba");
        TestModule.Reaction pass = hba.offline;
        hba.offline =
                (handle, resource, flags) -> {
                    fixture.engine.leave(leaving.get());
                    return pass.to(handle, resource, flags);
                };
        fixture.arrive("hba", hba);

        assertRefused(fixture.process(7).requestOffline(List.of("/hba"), NONE), PART);
    }

    /** Though who passes it on makes nothing of the refusal. */
    @Test
    void itMakesItARefusalThoughWhoPassesItOnKeepsThatToHimself() {
        updatedMeanwhile();
        TestModule hba = new TestModule("/hba");
        hba.offline =
                (handle, resource, flags) -> {
                    handle.requestOffline(List.of(DISK), flags);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("hba", hba);

        assertRefused(fixture.process(7).requestOffline(List.of("/hba"), NONE), PART);
    }

    @Test
    void whoForcesItHasToAcceptThatNobodyKnows() {
        updatedMeanwhile();

        assertRefused(fixture.person("anna").requestOffline(List.of(DISK), FORCE), PART);

        awaitBack();
        RcmReply forced = accepting("UNKNOWN").requestOffline(List.of(DISK), FORCE);
        assertThat(forced.isSuccess()).isTrue();
        assertSaid(forced, PART);
        assertThat(disk.calls).contains("offline " + DISK + " FORCE");
        assertThat(fixture.engine.drRequests()).hasSize(1);
    }

    private RcmHandle accepting(String use) {
        return fixture.engine.open(new Intent(Initiator.jmx("anna", "local"), "test", Set.of(use)));
    }

    /** The adapter's module is told already; who was not to be asked is not missed then. */
    @Test
    void whoIsHiddenByAFileSystemAndLeavesWhileOthersAreToldIsNotMissed() {
        TestModule fs =
                new TestModule() {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        return handle.registerInterest(RegistrationKind.DR, DISK, FILESYS).result();
                    }
                };
        leaving.set(fixture.arrive("part", part));
        fixture.arrive("fs", fs);
        fs.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(QUERY)) {
                        fixture.engine.leave(leaving.get());
                    }
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(part.calls).isEmpty();
    }

    /** It has no use for it any more: nobody is missed. */
    @Test
    void whoUnregistersBeforeItIsAskedIsNotMissed() {
        leaving.set(fixture.arrive("part", part));
        disk.offline =
                (handle, resource, flags) -> {
                    fixture.engine
                            .open(Intent.of(Initiator.process(0), "test"), "part")
                            .unregisterInterest(RegistrationKind.DR, PART, NONE);
                    fixture.engine.leave(leaving.get());
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("disk", disk);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    /** Without it nobody tells the process that it has to let go. */
    @Test
    void aProcessWhoseModuleLeavesBeforeItIsToldMakesItARefusal() {
        Engine.Arrival holder = fixture.arrive("holder", new TestModule());
        register(9, DISK);
        TestModule late = new TestModule("/late");
        late.offline =
                (handle, resource, flags) -> {
                    fixture.engine.leave(holder);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("late", late);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK, "/late"), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module holder was asked about " + DISK);
    }

    @Test
    void aProcessWhoseModuleLeavesBeforeItIsAskedMakesItARefusal() {
        leaving.set(fixture.arrive("part", new TestModule()));
        fixture.engine
                .open(Intent.of(Initiator.process(9), "test"), "part")
                .registerInterest(RegistrationKind.DR, PART, NONE);
        disk.offline = (handle, resource, flags) -> update(flags);
        fixture.arrive("disk", disk);

        assertRefused(fixture.process(7).requestOffline(List.of(DISK), NONE), PART);
    }

    private void register(long pid, String resource) {
        fixture.engine
                .open(Intent.of(Initiator.process(pid), "test"), "holder")
                .registerInterest(RegistrationKind.DR, resource, NONE);
    }
}
