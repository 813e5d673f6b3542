// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of answer, asked for the way an initiator or a module asks. */
class EngineAnswersTest {

    private static final String DISK = "/devices/pci@0/disk@0";
    private static final String OTHER = "/devices/pci@0/disk@1";
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void offlineAsksFirstAndThenTellsAndLeavesADrRequest() throws RcmException {
        TestModule module = new TestModule(DISK);
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(module.calls)
                .containsExactly("offline " + DISK + " QUERY", "offline " + DISK + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(DISK, RcmState.OFFLINE));
        assertThat(fixture.process(8).getResourceState(DISK)).isEqualTo(RcmState.OFFLINE);
    }

    @Test
    void aRefusalSaysWhoAndWhyAndLeavesNothingBehind() throws RcmException {
        TestModule module = new TestModule(DISK);
        module.offline = (handle, resource, flags) -> ModuleReply.refusal("mounted on /data");
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.tuples()).hasSize(1);
        InfoTuple tuple = reply.tuples().get(0);
        assertThat(tuple.module()).isEqualTo("fs");
        assertThat(tuple.error()).isEqualTo("mounted on /data");
        assertThat(tuple.info()).isEqualTo("used for " + DISK);
        assertThat(tuple.state()).isEqualTo(RcmState.OFFLINE_QUERY_FAIL);
        assertThat(module.calls).containsExactly("offline " + DISK + " QUERY");
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.process(7).getResourceState(DISK)).isEqualTo(RcmState.ONLINE);
    }

    @Test
    void aConflictSaysWhoHoldsTheResourceSinceWhenAndWhy() {
        fixture.arrive("fs", new TestModule(DISK));
        Intent holder = Intent.of(Initiator.jmx("ann", "10.0.0.7"), "card swap");
        fixture.engine.open(holder).requestOffline(List.of("/devices/pci@0"), NONE);

        RcmReply reply = fixture.process(8).requestOffline(List.of(DISK), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.CONFLICT);
        InfoTuple tuple = reply.tuples().get(0);
        assertThat(tuple.info()).isEqualTo("DR operation in progress");
        assertThat(tuple.error()).isEqualTo("Resource is busy");
        assertThat(tuple.pid()).isEqualTo(Initiator.NO_PID);
        assertThat(tuple.properties())
                .containsEntry("holder", "jmx ann")
                .containsEntry("reason", "card swap")
                .containsKey("since");
    }

    @Test
    void anotherSpellingOfATakenResourceIsTakenToo() {
        fixture.process(7).requestOffline(List.of("/devices//pci@0/disk@0:a"), NONE);

        assertThat(fixture.process(8).requestOffline(List.of("/devices/pci@0/disk@0/a"), NONE))
                .returns(RcmResult.CONFLICT, RcmReply::result);
    }

    @Test
    void whatIsBeingTakenRightNowIsToBeTriedAgainLater() {
        TestModule module = new TestModule(DISK);
        AtomicReference<RcmReply> meanwhile = new AtomicReference<>();
        module.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        meanwhile.set(fixture.process(7).notifyOnline(List.of(DISK), NONE));
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("fs", module);

        fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(meanwhile.get().errno()).isEqualTo(Errno.EAGAIN);
        assertThat(fixture.engine.drRequests()).hasSize(1);
    }

    @Test
    void registrationsAreAnsweredWithWhatStandsInTheWay() {
        fixture.arrive("fs", new TestModule(DISK));
        RcmHandle handle = fixture.engine.open(Intent.of(Initiator.process(7), ""), "fs");
        RcmHandle nobody = fixture.engine.open(Intent.of(Initiator.process(7), ""), "nobody");
        RegistrationKind dr = RegistrationKind.DR;

        assertThat(handle.registerInterest(dr, OTHER, NONE).errno()).isEqualTo(Errno.NONE);
        assertThat(handle.registerInterest(dr, OTHER, NONE).errno()).isEqualTo(Errno.EALREADY);
        assertThat(handle.registerInterest(RegistrationKind.EVENT, OTHER, NONE).isSuccess())
                .isTrue();
        assertThat(handle.unregisterInterest(dr, DISK, NONE).errno()).isEqualTo(Errno.ENOENT);
        assertThat(nobody.registerInterest(dr, OTHER, NONE).errno()).isEqualTo(Errno.EINVAL);
        fixture.process(8).requestOffline(List.of("/devices/pci@1"), NONE);
        RcmReply taken = handle.registerInterest(dr, "/devices/pci@1/disk@0", NONE);
        assertThat(taken.result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(taken.tuples().get(0).resource()).isEqualTo("/devices/pci@1");
        assertThat(fixture.engine.resourceCount()).isEqualTo(2);
    }

    @Test
    void interestInEventsCanBeWidenedToDr() {
        fixture.arrive("fs", new TestModule());
        RcmHandle handle = fixture.engine.open(Intent.of(Initiator.process(7), ""), "fs");
        handle.registerInterest(RegistrationKind.EVENT, DISK, NONE);

        assertThat(handle.registerInterest(RegistrationKind.DR, DISK, NONE).isSuccess()).isTrue();
    }

    @Test
    void badArgumentsChangeNothing() {
        RcmHandle handle = fixture.process(7);
        String longest = "/" + "ä".repeat(511);

        assertThat(handle.requestOffline(List.of(), NONE).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.requestOffline(List.of(""), NONE).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.requestOffline(List.of(longest + "x"), NONE).errno())
                .isEqualTo(Errno.ENAMETOOLONG);
        assertThat(handle.requestOffline(List.of(longest), RcmFlags.QUERY).isSuccess()).isTrue();
        assertThat(handle.notifyOnline(List.of(DISK), RcmFlags.QUERY).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(handle.requestSuspend(List.of(DISK), NONE, Duration.ofMillis(-1)).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(handle.notifyEvent(DISK, RcmFlags.QUERY, Map.of()).errno())
                .isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> handle.getResourceState("")).isInstanceOf(RcmException.class);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void theFileSystemMarkIsForRootsOfFileSystemsOnly() {
        fixture.arrive("fs", new TestModule("/data"));

        assertThat(fixture.process(7).requestOffline(List.of("/data"), RcmFlags.FILESYS).errno())
                .isEqualTo(Errno.EINVAL);
    }

    @Test
    void retiringWhatNobodyUsesMeetsNoConstraint() {
        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), RcmFlags.RETIRE_REQUEST);

        assertThat(reply.result()).isEqualTo(RcmResult.NO_CONSTRAINT);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void aPersonMayRetireWhatWasRemovedThoughNotTakeIt() {
        TestModule module = new TestModule(); // which does not register by itself once more
        fixture.arrive("fs", module);
        fixture.engine
                .open(Intent.of(Initiator.process(8), "test"), "fs")
                .registerInterest(RegistrationKind.DR, DISK, NONE);
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(7).notifyRemove(List.of(DISK), NONE);
        module.calls.clear();

        assertThat(fixture.person("ann").requestOffline(List.of(DISK), NONE).isSuccess()).isFalse();
        assertThat(module.calls).isEmpty();

        assertThat(
                        fixture.person("ann")
                                .requestOffline(List.of(DISK), RcmFlags.RETIRE_REQUEST)
                                .isSuccess())
                .isTrue();
        assertThat(module.calls)
                .containsExactly(
                        "offline " + DISK + " QUERY|RETIRE_REQUEST",
                        "offline " + DISK + " RETIRE_REQUEST");
    }

    @Test
    void aRefusedRepeatLeavesACompletedOfflineAsItWas() throws RcmException {
        TestModule module = new TestModule(DISK);
        fixture.arrive("fs", module);
        RcmHandle handle = fixture.process(7);
        handle.requestOffline(List.of(DISK), NONE);
        TestModule late = new TestModule(OTHER);
        late.offline = (any, resource, flags) -> ModuleReply.refusal("no");
        fixture.arrive("late", late);
        List<DrRequest> before = fixture.engine.drRequests();

        assertThat(handle.requestOffline(List.of(DISK), RcmFlags.QUERY).isSuccess()).isTrue();
        assertThat(handle.requestOffline(List.of(DISK, OTHER), NONE).isSuccess()).isFalse();

        assertThat(fixture.engine.drRequests()).isEqualTo(before);
        assertThat(handle.getResourceState(DISK)).isEqualTo(RcmState.OFFLINE);
        assertThat(handle.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(module.calls).endsWith("online " + DISK + " NONE");
    }

    @Test
    void whatWasNotReachedWhenAListFailsIsFreeAgain() throws RcmException {
        TestModule module = new TestModule(DISK, OTHER);
        module.offline =
                (handle, resource, flags) ->
                        flags.has(RcmFlags.QUERY) || !resource.equals(DISK)
                                ? ModuleReply.SUCCESS
                                : ModuleReply.refusal("late");
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK, OTHER), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK);
        assertThat(fixture.process(8).getResourceState(OTHER)).isEqualTo(RcmState.ONLINE);
        assertThat(fixture.process(8).requestOffline(List.of(OTHER), NONE).isSuccess()).isTrue();
    }

    @Test
    void aCallThatIsRefusedSaysWhy() {
        RcmHandle handle = fixture.process(7);

        RcmReply empty = handle.requestOffline(List.of(""), NONE);
        assertThat(empty.errno()).isEqualTo(Errno.EINVAL);
        assertThat(reasons(empty)).containsExactly("a resource name is empty");
        assertThat(reasons(handle.notifyOnline(List.of(), NONE)))
                .containsExactly("no resource was named");
        assertThat(reasons(handle.registerInterest(RegistrationKind.DR, DISK, RcmFlags.QUERY)))
                .singleElement()
                .asString()
                .startsWith("not allowed here: ");
        assertThat(fixture.engine.operation(empty.operation()).orElseThrow().reply())
                .isEqualTo(empty);
    }

    private static List<String> reasons(RcmReply reply) {
        return reply.assessments().stream().map(Assessment::reason).toList();
    }

    @Test
    void notKnowingWhatWillBeLostIsARefusalUnlessThatIsAccepted() {
        TestModule module = new TestModule(DISK);
        List<Assessment> unknown =
                List.of(new Assessment(Verdict.UNKNOWN, "the tree is 10 minutes old"));
        module.offline =
                (handle, resource, flags) ->
                        new ModuleReply(RcmResult.SUCCESS, "", List.of(), unknown);
        fixture.arrive("fs", module);
        Intent accepting = new Intent(Initiator.process(7), "fire", Set.of(Intent.ACCEPT_UNKNOWN));

        RcmReply plain = fixture.process(7).requestOffline(List.of(DISK), NONE);
        RcmReply forced = fixture.process(7).requestOffline(List.of(DISK), RcmFlags.FORCE);
        RcmReply unforced = fixture.engine.open(accepting).requestOffline(List.of(DISK), NONE);

        assertThat(List.of(plain, forced, unforced))
                .allSatisfy(
                        reply -> {
                            assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
                            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
                        });
        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(module.calls).allMatch(call -> call.contains("QUERY"));
        assertThat(
                        fixture.engine
                                .open(accepting)
                                .requestOffline(List.of(DISK), RcmFlags.FORCE)
                                .isSuccess())
                .isTrue();
    }

    @Test
    void suspendTellsTheIntervalAndResumeThatItReallyWasSuspended() {
        TestModule module = new TestModule(DISK);
        fixture.arrive("fs", module);
        RcmHandle handle = fixture.process(7);

        handle.requestSuspend(List.of(DISK), NONE, Duration.ofMillis(1500));
        handle.notifyResume(List.of(DISK), NONE);

        assertThat(module.calls)
                .containsExactly(
                        "suspend " + DISK + " 1500 QUERY",
                        "suspend " + DISK + " 1500 NONE",
                        "resume " + DISK + " SUSPENDED");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void handlesDieWithTheirCallbackAndWithTheCoordinator() {
        TestModule module = new TestModule(DISK);
        fixture.arrive("fs", module);
        RcmHandle outside = fixture.process(7);
        outside.requestOffline(List.of(DISK), NONE);

        assertThat(module.lastHandle.getInfo(List.of(DISK), NONE).errno()).isEqualTo(Errno.EFAULT);
        assertThat(module.lastHandle.resources()).containsExactly(DISK);
        fixture.engine.stop();
        assertThat(outside.notifyOnline(List.of(DISK), NONE).errno()).isEqualTo(Errno.EFAULT);
        assertThatThrownBy(() -> outside.getResourceState(DISK)).isInstanceOf(RcmException.class);
        assertThat(module.calls).endsWith("unregister");
    }

    @Test
    void inspectingRegistersNobodyAndLeavesNoRecord() {
        TestModule module = new TestModule(DISK);
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).inspect(List.of(DISK), NONE);

        assertThat(reply.tuples()).extracting(InfoTuple::info).containsExactly("used for " + DISK);
        assertThat(reply.operation()).isZero();
        assertThat(fixture.engine.operations()).isEmpty();
    }

    @Test
    void theLastThousandRequestsAreKept() {
        RcmHandle handle = fixture.process(7);
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            numbers.add(handle.requestOffline(List.of(DISK), RcmFlags.QUERY).operation());
        }

        assertThat(fixture.engine.operations())
                .extracting(Operation::number)
                .isEqualTo(numbers.subList(1, 1_001));
        assertThat(fixture.engine.operation(numbers.get(0))).isEmpty();
        assertThat(fixture.engine.operation(numbers.get(1_000)))
                .get()
                .returns(OperationKind.QUERY_OFFLINE, Operation::kind)
                .returns(List.of(DISK), Operation::resources);
    }
}
