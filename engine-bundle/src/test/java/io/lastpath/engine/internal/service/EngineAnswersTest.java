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
    void theSamePrincipalEndsItsRequestFromAnotherConnection() {
        fixture.engine
                .open(Intent.of(Initiator.jmx("ann", "host a"), ""))
                .requestOffline(List.of(DISK), NONE);

        RcmReply stranger = fixture.process(8).notifyOnline(List.of(DISK), NONE);
        RcmReply same =
                fixture.engine
                        .open(Intent.of(Initiator.jmx("ann", "host b"), ""))
                        .notifyOnline(List.of(DISK), NONE);

        assertThat(stranger.result()).isEqualTo(RcmResult.CONFLICT);
        assertThat(same.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(fixture.engine.drRequests()).isEmpty();
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
    void aRequestIsNotEndedBehindItsQuery() {
        TestModule module = new TestModule(DISK);
        AtomicReference<RcmReply> meanwhile = new AtomicReference<>();
        module.offline =
                (handle, resource, flags) -> {
                    if (flags.has(RcmFlags.QUERY)) {
                        meanwhile.set(fixture.process(7).notifyOnline(List.of(DISK), NONE));
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("fs", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(meanwhile.get().errno()).isEqualTo(Errno.EAGAIN);
        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
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
    void aDependentOfTwoRequestsComesBackWithTheLastOfThem() {
        String dependent = "/data";
        TestModule app = new TestModule(dependent);
        fixture.arrive("app", app);
        fixture.arrive("volumes", new PassingModule(List.of(dependent), DISK, OTHER));

        assertThat(fixture.process(7).requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.process(8).requestOffline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).containsExactly("offline /data QUERY", "offline /data NONE");

        assertThat(fixture.process(7).notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().id())
                .containsExactlyInAnyOrder(tuple(OTHER, "pid 8"), tuple(dependent, "pid 8"));
        assertThat(app.calls).hasSize(2);

        assertThat(fixture.process(8).notifyOnline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** What is offline is not told so, since it hangs by what others hold: nor is it given back. */
    @Test
    void aDependentOfADependentDoesNotComeBackBeforeIt() {
        TestModule app = new TestModule("/app");
        fixture.arrive("app", app);
        fixture.arrive("shared", new PassingModule(List.of("/app"), "/data"));
        fixture.arrive("volumes", new PassingModule(List.of("/data"), DISK, OTHER));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        fixture.process(8).requestOffline(List.of(OTHER), NONE);

        fixture.process(7).notifyOnline(List.of(DISK), NONE);
        assertThat(app.calls).doesNotContain("online /app NONE");

        assertThat(fixture.process(8).notifyOnline(List.of(OTHER), NONE).isSuccess()).isTrue();
        assertThat(app.calls).last().isEqualTo("online /app NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    /** They hold each other, and nobody else holds them. */
    @Test
    void dependentsInACircleComeBackWithTheirRequest() {
        TestModule app = new TestModule("/app");
        app.offline = (handle, resource, flags) -> cascade(handle, flags, "/data");
        fixture.arrive("app", app);
        TestModule data = new TestModule("/data");
        data.offline = (handle, resource, flags) -> cascade(handle, flags, "/app");
        fixture.arrive("data", data);
        TestModule disk = new TestModule(DISK);
        disk.offline = (handle, resource, flags) -> cascade(handle, flags, "/data");
        fixture.arrive("disk", disk);
        assertThat(fixture.process(7).requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(fixture.process(7).notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(app.calls).last().isEqualTo("online /app NONE");
        assertThat(data.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatAnEventTookStaysWhenOthersEnd() {
        fixture.arrive("fs", new TestModule(DISK, OTHER, "/free"));
        fixture.arrive("watch", new EventModule());
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
        List<DrRequest> taken = fixture.engine.drRequests();
        fixture.process(8).requestOffline(List.of("/free"), NONE);

        fixture.process(8).notifyOnline(List.of("/free"), NONE);

        assertThat(taken).isNotEmpty();
        assertThat(fixture.engine.drRequests()).isEqualTo(taken);
    }

    @Test
    void whatWasRetiredAndThenTakenWholeIsGivenBackWhole() {
        TestModule below = new TestModule(DISK + "/a");
        fixture.arrive("below", below);
        fixture.arrive("node", new TestModule(DISK));
        RcmHandle handle = fixture.process(7);
        handle.requestOffline(List.of(DISK), RcmFlags.RETIRE_REQUEST);
        handle.requestOffline(List.of(DISK), NONE);

        handle.notifyOnline(List.of(DISK), NONE);

        assertThat(below.calls).last().isEqualTo("online " + DISK + "/a NONE");
    }

    @Test
    void aQueryThatSharesADependentLeavesItWithWhoHasIt() {
        String dependent = "/data";
        fixture.arrive("app", new TestModule(dependent));
        fixture.arrive("volumes", new PassingModule(List.of(dependent), DISK, OTHER));
        fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(fixture.process(8).requestOffline(List.of(OTHER), RcmFlags.QUERY).isSuccess())
                .isTrue();

        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, one -> one.intent().initiator().id())
                .containsExactlyInAnyOrder(tuple(DISK, "pid 7"), tuple(dependent, "pid 7"));
    }

    static ModuleReply cascade(RcmHandle handle, RcmFlags flags, String... dependents) {
        RcmReply reply = handle.requestOffline(List.of(dependents), flags);
        return new ModuleReply(
                reply.result(),
                reply.isSuccess() ? "" : "dependents failed",
                reply.tuples(),
                reply.assessments());
    }

    @Test
    void whatAModuleTookAlongAndForgotComesBackWithItsRequest() {
        TestModule app = new TestModule("/data");
        fixture.arrive("app", app);
        TestModule forgetful = new TestModule(DISK);
        forgetful.offline = (handle, resource, flags) -> cascade(handle, flags, "/data");
        fixture.arrive("forgetful", forgetful);
        RcmHandle handle = fixture.process(7);
        handle.requestOffline(List.of(DISK), NONE);

        assertThat(handle.notifyOnline(List.of("/data"), NONE).result())
                .isEqualTo(RcmResult.CONFLICT);
        assertThat(handle.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        assertThat(app.calls).last().isEqualTo("online /data NONE");
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatAnEventTakesIsTakenWholeOrNotAtAll() {
        fixture.arrive("fs", new TestModule(DISK));
        TestModule refusing = new TestModule(OTHER);
        refusing.answer(ModuleReply.refusal("no"));
        fixture.arrive("refusing", refusing);
        fixture.arrive("watch", new EventModule());

        RcmReply reply = fixture.process(7).notifyEvent("battery", NONE, Map.of());

        assertThat(reply.isSuccess()).isFalse();
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource)
                .containsExactly(DISK);
    }

    /** Takes one disk that lets go and one that does not. */
    private static final class EventModule extends TestModule {
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
            assertThat(handle.requestOffline(List.of(DISK), NONE).isSuccess()).isTrue();
            return cascade(handle, NONE, OTHER);
        }
    }

    @Test
    void dependentsThatDependOnEachOtherAreAskedOnce() {
        TestModule module = new TestModule(DISK, "/a", "/b");
        module.offline =
                (handle, resource, flags) ->
                        cascade(handle, flags, resource.equals("/a") ? "/b" : "/a");
        fixture.arrive("circle", module);

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(module.calls).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aCascadeWithoutEndIsRefusedWithASentence() {
        TestModule module =
                new TestModule("/a") {
                    @Override
                    public io.lastpath.rcm.UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        RcmReply reply = handle.getInfo(List.of("/a"), NONE);
                        return new io.lastpath.rcm.UsageReply(
                                reply.result(), "", "", Map.of(), reply.tuples());
                    }
                };
        fixture.arrive("endless", module);

        RcmReply reply = fixture.process(7).getInfo(List.of("/a"), NONE);

        assertThat(reply.tuples()).hasSizeLessThan(40);
        assertThat(reply.tuples().get(reply.tuples().size() - 1).error())
                .startsWith("more than 32 cascades")
                .contains("endless");
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
    void whatADependentCouldNotSayIsUnknownThoughItsOwnerSwallowsIt() {
        TestModule data = new TestModule("/data");
        data.offline =
                (handle, resource, flags) -> {
                    throw new IllegalStateException("out of memory");
                };
        fixture.arrive("data", data);
        fixture.arrive("owner", swallowing("/data"));

        for (RcmFlags flags : List.of(RcmFlags.QUERY, NONE)) {
            RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), flags);
            assertThat(reply.isSuccess()).isFalse();
            assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(reply.assessments()).anyMatch(one -> one.reason().contains("out of memory"));
        }
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void whatTheSystemNeedsIsKeptThoughTheOwnerOfItDoesNotPassThatOn() {
        TestModule swap = new TestModule("/swap");
        swap.answer(
                new ModuleReply(
                        RcmResult.SUCCESS,
                        "",
                        List.of(),
                        List.of(new Assessment(Verdict.SYSTEM_CRITICAL, "swap is on it"))));
        fixture.arrive("swap", swap);
        fixture.arrive("owner", swallowing("/swap"));
        Intent accepting = new Intent(Initiator.process(7), "fire", Set.of("/swap"));

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(swap.calls).containsExactly("offline /swap QUERY");
        assertThat(
                        fixture.engine
                                .open(accepting)
                                .requestOffline(List.of(DISK), RcmFlags.FORCE)
                                .isSuccess())
                .isTrue();
    }

    private static TestModule swallowing(String dependent) {
        TestModule owner = new TestModule(DISK);
        owner.offline =
                (handle, resource, flags) -> {
                    handle.requestOffline(List.of(dependent), flags);
                    return ModuleReply.SUCCESS;
                };
        return owner;
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
