// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.FILESYS;
import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hazards of the classic manager's requests and entries, each as it is mended here. */
class HazardsOfRequestsTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String DATA = "/data";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RcmReply offline(long pid, String... names) {
        return fixture.process(pid).requestOffline(List.of(names), NONE);
    }

    private TestModule arrive(String name, String... resources) {
        TestModule module = new TestModule(resources);
        fixture.arrive(name, module);
        return module;
    }

    private List<String> open() {
        return fixture.engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    @Test
    void conflictScanStopsAtTheEntryCount() {
        List.of("/a", "/b", "/c").forEach(name -> offline(7, name));
        fixture.process(7).notifyOnline(List.of("/a", "/b"), NONE);

        assertThat(offline(8, "/c/below").result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(open()).containsExactly("/c");
    }

    @Test
    void cascadedEntriesAllBelongToProcess0() {
        TestModule app = arrive("app", DATA);
        fixture.arrive("volumes", new PassingModule(List.of(DATA), DISK, OTHER));
        offline(7, DISK);
        offline(8, OTHER);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().pid())
                .contains(tuple(DATA, 7L));

        fixture.process(7).notifyOnline(List.of(DISK), NONE);
        assertThat(open()).containsExactlyInAnyOrder(OTHER, DATA);
        assertThat(app.calls).doesNotContain("online " + DATA + " NONE");

        fixture.process(8).notifyOnline(List.of(OTHER), NONE);
        assertThat(open()).isEmpty();
        assertThat(app.calls).last().isEqualTo("online " + DATA + " NONE");
    }

    @Test
    void aQueryOrRefusedRepeatDestroysACompletedOffline() throws RcmException {
        TestModule fs = arrive("fs", DISK);
        offline(7, DISK);
        RcmHandle handle = fixture.process(7);

        handle.requestOffline(List.of(DISK), RcmFlags.QUERY);
        assertThat(handle.getResourceState(DISK)).isEqualTo(RcmState.OFFLINE);

        arrive("late", "/elsewhere").answer(ModuleReply.refusal("no"));
        handle.requestOffline(List.of(DISK, "/elsewhere"), NONE);
        assertThat(handle.getResourceState(DISK)).isEqualTo(RcmState.OFFLINE);
        assertThat(fs.calls).hasSize(2);
    }

    @Test
    void cancelChangesClientStatesWithoutACall() {
        TestModule told = new TestModule(DISK);
        fixture.arriveTold("told", told);
        arrive("refuses", DISK).answer(ModuleReply.refusal("mounted"));

        offline(7, DISK);

        assertThat(told.calls)
                .containsExactly(
                        "offline " + DISK + " QUERY", "online " + DISK + " QUERY|QUERY_CANCEL");
    }

    @Test
    void listFailureInTheRealPassLeavesTheRestQuerying() throws RcmException {
        TestModule failing = arrive("failing", DISK);
        failing.offline =
                (handle, resource, flags) ->
                        flags.has(RcmFlags.QUERY)
                                ? ModuleReply.SUCCESS
                                : ModuleReply.refusal("late");
        arrive("fs", OTHER);

        offline(7, DISK, OTHER);

        assertThat(open()).containsExactly(DISK);
        assertThat(fixture.process(8).getResourceState(OTHER)).isEqualTo(RcmState.ONLINE);
        assertThat(offline(8, OTHER).isSuccess()).isTrue();
    }

    @Test
    void theSameInitiatorMayRunTwoOperationsOnOneResourceAtOnce() {
        RcmHandle anna = fixture.engine.open(Intent.of(Initiator.jmx("anna", "a"), "first"));
        RcmHandle again = fixture.engine.open(Intent.of(Initiator.jmx("anna", "b"), "second"));
        List<RcmReply> replies = new ArrayList<>();
        arrive("fs", DISK).offline =
                (handle, resource, flags) -> {
                    replies.add(again.requestOffline(List.of(DISK), NONE));
                    replies.add(again.notifyOnline(List.of(DISK), NONE));
                    return ModuleReply.SUCCESS;
                };

        assertThat(anna.requestOffline(List.of(DISK), RcmFlags.QUERY).isSuccess()).isTrue();

        assertThat(replies).extracting(RcmReply::errno).containsOnly(Errno.EAGAIN);
        assertThat(replies)
                .allSatisfy(
                        reply ->
                                assertThat(reply.tuples())
                                        .extracting(one -> one.properties().get("holder"))
                                        .containsExactly("jmx anna"));
        assertThat(open()).isEmpty();
    }

    @Test
    void namesAreNotNormalisedInLocks() {
        offline(7, "/devices/pci/disk:a");

        assertThat(offline(8, "/devices//pci/disk/a").result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(offline(8, "/devices/pci/disk:a/").result()).isEqualTo(RcmResult.CONFLICT);
    }

    @Test
    void eventCallbacksRunAsTopLevelOfSequence0() {
        arrive("no", DATA).answer(ModuleReply.refusal("no"));
        offline(7, OTHER);
        List<Long> numbers = new ArrayList<>();
        fixture.arrive(
                "watch",
                new WatchingModule(
                        "ups",
                        handle -> {
                            numbers.add(handle.sequence().number());
                            handle.requestOffline(List.of(DATA), NONE);
                        }));

        fixture.process(8).notifyEvent("ups", NONE, Map.of());
        fixture.process(8).notifyEvent("ups", NONE, Map.of());

        assertThat(numbers).hasSize(2).doesNotHaveDuplicates().doesNotContain(0L);
        assertThat(open()).containsExactly(OTHER);
    }

    @Test
    void cascadeCyclesReenterEachOtherWithoutEnd() {
        fixture.arrive("a", new PassingModule(List.of("/b"), "/a"));
        fixture.arrive("b", new PassingModule(List.of("/a"), "/b"));

        assertThat(offline(7, "/top", "/a").isSuccess()).isFalse();
        assertThat(open()).isEmpty();
        assertThat(fixture.process(7).getInfo(List.of("/a"), RcmFlags.INCLUDE_DEPENDENT))
                .returns(true, RcmReply::isSuccess);
    }

    @Test
    void aTreeDeeperThan32LevelsOverrunsAFixedArray() {
        String deep = IntStream.range(0, 250).mapToObj(i -> "/" + i).collect(Collectors.joining());
        TestModule fs = arrive("fs", deep);

        assertThat(offline(7, "/0").isSuccess()).isTrue();

        assertThat(fs.calls).contains("offline " + deep + " QUERY");
    }

    @Test
    void getinfoReturnsAnUndefinedCodeWhenAWholeListWasSuppressed() {
        List<RcmResult> results = new ArrayList<>();
        fixture.arrive(
                "circle",
                new TestModule("/a") {
                    @Override
                    public UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        results.add(handle.getInfo(List.of("/a"), flags).result());
                        return super.getInfo(handle, resource, pid, flags);
                    }
                });

        fixture.process(7).getInfo(List.of("/a"), RcmFlags.INCLUDE_DEPENDENT);

        assertThat(results).containsExactly(RcmResult.SUCCESS);
    }

    @Test
    void fileSystemMarkIsMixedUpInCancel() {
        arrive("below", "/mnt/a").answer(ModuleReply.refusal("busy"));
        fixture.arrive("root", new RootModule("/mnt"));

        assertThat(fixture.process(7).requestOffline(List.of("/mnt"), FILESYS).isSuccess())
                .isFalse();

        assertThat(open()).isEmpty();
    }

    @Test
    void secondCallOfACallbackLosesTheTuplesOfTheFirst() {
        arrive("app", DATA).answer(ModuleReply.refusal("first"));
        arrive("web", "/web").answer(ModuleReply.refusal("second"));
        arrive("fs", DISK).offline =
                (handle, resource, flags) -> {
                    List<InfoTuple> said = new ArrayList<>();
                    said.addAll(handle.requestOffline(List.of(DATA), flags).tuples());
                    said.addAll(handle.requestOffline(List.of("/web"), flags).tuples());
                    return new ModuleReply(RcmResult.FAILURE, "both", said, List.of());
                };

        assertThat(offline(7, DISK).tuples())
                .extracting(InfoTuple::error)
                .containsExactly("both", "first", "second");
    }

    @Test
    void abortsOnClientSuppliedFlag16() {
        arrive("fs", DISK);
        RcmHandle handle = fixture.process(7);

        assertThat(handle.requestOffline(List.of(DISK), FILESYS).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.notifyOnline(List.of(DISK), FILESYS).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.getInfo(List.of(DISK), FILESYS).errno()).isEqualTo(Errno.EINVAL);
        assertThat(offline(7, DISK).isSuccess()).isTrue();
    }

    @Test
    void abortsOnAModuleThatWantsNoInfo() {
        arrive("app", DATA);
        offline(8, DATA);
        arrive("fs", DISK).offline =
                (handle, resource, flags) -> {
                    RcmReply unread = handle.requestOffline(List.of(DATA), flags);
                    return unread.isSuccess()
                            ? ModuleReply.SUCCESS
                            : ModuleReply.refusal("dependents failed");
                };

        assertThat(offline(7, DISK).isSuccess()).isFalse();
        assertThat(open()).containsExactly(DATA);
    }

    @Test
    void retireAndRemovalNotificationWalkDifferentSets() {
        TestModule node = arrive("node", "/a");
        TestModule below = arrive("below", "/a/b");
        fixture.process(7).requestOffline(List.of("/a"), RcmFlags.RETIRE_REQUEST);

        fixture.process(7).notifyRemove(List.of("/a"), RcmFlags.RETIRE_NOTIFY);

        assertThat(node.calls).last().isEqualTo("remove /a RETIRE_NOTIFY");
        assertThat(below.calls).isEmpty();
    }

    @Test
    void suspendIntervalIsLostAndTheResumeMarkSticksToLaterListMembers() {
        TestModule fs = arrive("fs", DISK, OTHER);
        RcmHandle handle = fixture.process(7);
        handle.requestSuspend(List.of(DISK), NONE, Duration.ofMillis(250));
        assertThat(handle.getInfo(List.of(), RcmFlags.DR_OPERATION).tuples())
                .extracting(one -> one.properties().get("intervalMillis"))
                .containsExactly("250");
        fs.suspend =
                (module, resource, flags) ->
                        flags.has(RcmFlags.QUERY)
                                ? ModuleReply.SUCCESS
                                : ModuleReply.refusal("late");
        handle.requestSuspend(List.of(OTHER), NONE, Duration.ofMillis(1));

        handle.notifyResume(List.of(DISK, OTHER), NONE);

        assertThat(fs.calls)
                .containsExactly(
                        "suspend " + DISK + " 250 QUERY",
                        "suspend " + DISK + " 250 NONE",
                        "suspend " + OTHER + " 1 QUERY",
                        "suspend " + OTHER + " 1 NONE",
                        "resume " + DISK + " SUSPENDED",
                        "resume " + OTHER + " NONE");
    }

    @Test
    void processNumberInTuplesIsAlways0() {
        arrive("fs", "/elsewhere");
        fixture.engine
                .open(Intent.of(Initiator.process(4_000_000_000L), ""), "fs")
                .registerInterest(RegistrationKind.DR, DISK, NONE);

        assertThat(fixture.process(7).getInfo(List.of(DISK), NONE).tuples())
                .extracting(InfoTuple::pid)
                .containsExactly(4_000_000_000L);
    }
}
