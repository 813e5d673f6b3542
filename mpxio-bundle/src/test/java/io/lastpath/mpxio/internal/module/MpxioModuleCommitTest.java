// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes between the query and the commit of a request. */
class MpxioModuleCommitTest extends ModuleOnHost {

    @Test
    void anotherDiskUnderTheSameNameBetweenQueryAndCommitIsRefused() {
        tree(disk("wwid-1"));
        assertThat(query(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(disk("wwid-2"));
        Handle handle = new Handle(7);

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("/disk").contains("wwid-1").contains("wwid-2");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(handle.calls).noneMatch(call -> call.startsWith("offline"));
    }

    @Test
    void aDiskThatIsGoneAtTheCommitIsRefused() {
        tree(disk("wwid-1"));
        query(7);
        tree(client("/other", path("/a", ON)));

        assertThat(commit(7).error()).contains("wwid-1").contains("gone");
    }

    @Test
    void theSameDiskInANewTableIsNotRefused() {
        tree(disk("wwid-1"));
        query(7);
        tree(client("/new", path("/b", ON)), disk("wwid-1"));

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    private void assertUnasked(ModuleReply reply) {
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("nobody was asked about PHCI " + A).contains("ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRequestThatHasNotAskedIsRefused() {
        tree(disk("wwid-1"));
        query(7);

        assertUnasked(commit(8));
    }

    @Test
    void whatWasAskedIsForgottenWhenTheRequestIsOver() {
        tree(disk("wwid-1"));
        query(7);
        module.forget(7);

        assertUnasked(commit(7));
    }

    @Test
    void anotherRequestAboutTheSamePhciTakesNothingOfThisOneAway() {
        tree(disk("wwid-1"));
        query(7);
        query(8);
        module.forget(8);

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void whatAnotherRequestAskedAboutWasNotAskedInThisOne() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);
        module.requestOffline(new Handle(8), B, 0, RcmFlags.QUERY);
        source.set(List.of(client("/disk", path("/a", ON), path("/b", PathState.FAULT))));
        assertThat(query(8).result()).isEqualTo(RcmResult.SUCCESS);

        assertThat(commit(7).error()).contains("nobody was asked about it");
    }

    @Test
    void aTreeThatIsIncompleteAtTheCommitIsRefused() {
        tree(disk(""), client("/double", path("/a", ON), path("/b", ON)));
        query(7);
        source.set(List.of(disk(""), new DeviceNode.Unreadable("/double", "EIO")));

        assertDoubtful(commit(7), "/double");
    }

    @Test
    void aDiskOfWhichTheOnlyUsablePathMayBeThatOfThePhciMakesTheCommitARefusal() {
        tree(disk(""), client("/double", path("/a", ON), path("/b", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", lostPath(ON), path("/b", PathState.FAULT))));

        assertDoubtful(commit(7), "/double");
    }

    private static void assertDoubtful(ModuleReply reply, String client) {
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error())
                .contains("who would be hurt is not known")
                .contains(client)
                .contains("ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    /** A handle of request 7 under which something happens while users are told. */
    private static Handle meanwhile(Runnable action) {
        return new Handle(7) {
            @Override
            public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                if (!flags.has(RcmFlags.QUERY)) {
                    action.run();
                }
                return super.requestOffline(resources, flags);
            }
        };
    }

    /** Nothing is announced, and those who are told may take long. */
    @Test
    void aPathThatFailsWhileUsersLetGoEndsTheRequest() {
        tree(disk(""), client("/double", path("/a", ON), path("/b", ON)));
        query(7);
        DeviceNode failed = client("/double", path("/a", ON), path("/b", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/disk]");
        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("/double").contains("nobody was asked about it");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aPathThatFailsWhileTheFirstOfTwoIsToldIsSeenAtTheSecond() {
        tree(disk(""), client("/double", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        DeviceNode failed = client("/double", path("/b", ON), path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));
        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);

        assertThat(commitOfB().error()).contains("/double").contains("nobody was asked about it");
    }

    @Test
    void aTreeThatCannotBeReadAfterUsersHaveLetGoEndsTheRequest() {
        tree(disk(""));
        query(7);
        Handle handle = meanwhile(() -> source.fail("di_init: Permission denied"));

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).error())
                .contains("could not be read again")
                .contains("Permission denied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskWhoseUsersWereToldMayBeGoneAndMayNotBeAnotherOne(boolean isAnother) {
        DeviceNode both = client("/disk", "mpatha", "wwid-1", path("/a", ON), path("/b", ON));
        DeviceNode other = client("/disk", "mpatha", "wwid-2", path("/a", ON), path("/b", ON));
        DeviceNode kept = client("/kept", path("/b", ON), path("/c", ON));
        tree(both, kept);
        module.requestOffline(going(B), A, 0, RcmFlags.QUERY);
        module.requestOffline(going(A), B, 0, RcmFlags.QUERY);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return RcmState.OFFLINE_QUERY;
                    }

                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        tree(
                                isAnother
                                        ? new DeviceNode[] {other, kept}
                                        : new DeviceNode[] {phci("/a"), kept});
                        return super.requestOffline(resources, flags);
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/disk]");
        if (isAnother) {
            assertThat(reply.error()).contains("wwid-1").contains("wwid-2");
        } else {
            assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
            assertThat(commitOfB().result()).isEqualTo(RcmResult.SUCCESS);
        }
    }

    /** It gained a path while it was asked about, and loses that one while others let go. */
    @Test
    void whoAgreedAndLosesTheLastPathWhileOthersLetGoIsToldAsWell() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        DeviceNode failed = client("/double", path("/a", ON), path("/b", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), failed)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls)
                .containsSubsequence("offline [/devices/disk]", "offline [/devices/double]");
    }

    @Test
    void aDiskOfAPhciThatWasTakenBeforeIsLookedAtAsWell() {
        DeviceNode third = client("/third", path("/b", ON));
        tree(disk(""), third, client("/double", path("/a", ON), path("/c", ON)));
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        DeviceNode failed = client("/double", path("/a", ON), path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), third, failed)));

        ModuleReply reply = module.requestOffline(handle, B, 0, RcmFlags.NONE);

        assertThat(handle.calls).contains("offline [/devices/third]");
        assertThat(reply.error()).contains("/double").contains("nobody was asked about it");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    /** An announced change has the module register, which publishes what it reads. */
    @Test
    void whatWasPublishedSinceTheLastLookGoesBeforeIt() {
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", PathState.FAULT)));

        assertThat(commitOfB().error()).contains("/two").contains("nobody was asked about it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPhciThatHasBeenRemovedMeanwhileIsNoNewcomer(boolean isRemoved) {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }

                    @Override
                    public boolean isRemoved(String resource) {
                        return isRemoved && resource.equals("/devices/card/b");
                    }
                };

        assertThat(module.requestOffline(card, A, 0, RcmFlags.NONE).result().isSuccess())
                .isEqualTo(isRemoved);
    }

    /** Names are compared as paths. */
    @ParameterizedTest
    @CsvSource({"/devices/card, false", "/devices//card/, false", "/devices/car, true"})
    void aNewcomerHangsBelowWhatGoes(String going, boolean isTaken) {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of(A, going);
                    }
                };

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result().isSuccess())
                .isEqualTo(isTaken);
    }

    /** It is the disk that was let go, which shows up there. */
    @Test
    void aPhciThatLeadsToWhatHasBeenToldOnlyIsNoNewcomer() {
        tree(disk(""), phci("/card/b"));
        query(7);
        DeviceNode moved = client("/disk", "mpatha", "", path("/card/b", ON));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of(A, "/devices/card");
                    }

                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(moved, phci("/a")));
                        return super.requestOffline(resources, flags);
                    }
                };

        ModuleReply reply = module.requestOffline(card, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).as(reply.error()).isEqualTo(RcmResult.SUCCESS);
    }

    /** A retire request asks nobody first. */
    @Test
    void aRetireRequestHasNoNewcomers() {
        tree(disk(""), phci("/card/b"));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }
                };

        assertThat(module.requestOffline(card, A, 0, RcmFlags.RETIRE_REQUEST).result())
                .isEqualTo(RcmResult.SUCCESS);
    }

    /** What a request asked about, as far as the coordinator has it. */
    private static final class Asking extends FakeHandle {
        private final List<String> dropped = new ArrayList<>();
        private RcmState state = RcmState.OFFLINE_QUERY;

        @Override
        public RcmState getResourceState(String resource) {
            return state;
        }

        @Override
        public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
            dropped.add(resource);
            return super.unregisterInterest(kind, resource, flags);
        }
    }

    /** Its registration is what tells this module that it goes. */
    @Test
    void aPhciThatWasAskedAboutStaysRegisteredUntilTheRequestIsOver() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        source.set(List.of(client("/other", path("/b", ON))));

        module.register(handle);
        assertThat(handle.dropped).isEmpty();
        assertThat(module.forget(7)).isTrue();
        module.register(handle);

        assertThat(handle.dropped).containsExactly(A);
        assertThat(module.forget(7)).isFalse();
    }

    /** Its disks are to be told how it ends, which may be long after the request. */
    @Test
    void aPhciThatWasTakenStaysRegisteredUntilItComesBackOrIsRemoved() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        commit(7);
        handle.state = RcmState.OFFLINE;
        source.set(List.of(client("/other", path("/b", ON))));
        module.register(handle);
        assertThat(module.forget(7)).isTrue();
        module.register(handle);
        assertThat(handle.dropped).isEmpty();
        assertThat(module.forget(8)).isFalse();

        module.notifyRemove(handle, A, 0, RcmFlags.NONE);
        handle.state = RcmState.ONLINE;

        assertThat(module.forget(9)).isTrue();
        module.register(handle);
        assertThat(handle.dropped).containsExactly(A);
    }

    /** Nobody said that the request is over, as where a listener was too slow. */
    @Test
    void aPhciThatNoRequestHoldsAnyMoreDoesNotStayRegistered() {
        Asking handle = new Asking();
        tree(disk(""));
        query(7);
        source.set(List.of(client("/other", path("/b", ON))));
        module.register(handle);
        assertThat(handle.dropped).isEmpty();

        handle.state = RcmState.ONLINE;
        module.register(handle);

        assertThat(handle.dropped).containsExactly(A);
    }

    /** It hung by a volume that its user let go. */
    @Test
    void whoAgreedAndWhoseDiskGoesAlongWithAnotherIsToldAsWell() {
        tree(disk(""), client("/volume", path("/a", ON), path("/b", ON)));
        module.requestOffline(going(B), A, 0, RcmFlags.QUERY);
        module.requestOffline(going(A), B, 0, RcmFlags.QUERY);
        source.set(List.of(disk(""), client("/volume", path("/b", ON))));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), phci("/b"))));

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls)
                .containsSubsequence("offline [/devices/disk]", "offline [/devices/volume]");
        assertThat(commitOfB().result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aPhciThatLeavesTheTreeOnceItsUsersHaveLetGoIsTaken() {
        DeviceNode far = client("/far", path("/c", ON));
        tree(disk("wwid-1"), far);
        query(7);
        Handle handle = meanwhile(() -> source.set(List.of(far)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).as(reply.error()).isEqualTo(RcmResult.SUCCESS);
        assertThat(handle.calls).contains("offline [/devices/disk]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPhciThatLeavesTheTreeOnceUsersHaveLetGoIsTakenIfItsOtherDisksKeepAPath(boolean keeps) {
        PathState other = keeps ? ON : PathState.FAULT;
        tree(disk(""), client("/both", path("/a", ON), path("/c", ON)));
        query(7);
        Handle handle = meanwhile(() -> source.set(List.of(client("/both", path("/c", other)))));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(keeps);
        assertThat(reply.error())
                .contains(keeps ? "" : "/both would be left without a usable path");
    }

    /** What hung there counts, too, though its path through the PHCI has left the tree. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatLosesItsPathThereAndItsOtherOneIsNotPassedOver(boolean isAsked) {
        DeviceNode both = client("/both", path("/a", ON), path("/c", ON));
        tree(disk(""), isAsked ? client("/both", path("/a", ON)) : both);
        query(7);
        source.set(List.of(disk(""), both));
        DeviceNode left = client("/both", path("/c", PathState.FAULT));
        Handle handle = meanwhile(() -> source.set(List.of(disk(""), left)));

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(isAsked);
        assertThat(handle.calls.contains("offline [/devices/both]")).isEqualTo(isAsked);
        assertThat(reply.error()).contains(isAsked ? "" : "nobody was asked about it");
    }

    /** Its other path is there, and leads through a PHCI that is out. */
    @ParameterizedTest
    @EnumSource(
            value = RcmState.class,
            names = {"ONLINE", "OFFLINE"})
    void aPathThroughAPhciThatIsOutIsNoSpareForADiskThatLosesItsPathThere(RcmState other) {
        tree(disk(""), client("/both", path("/a", ON), path("/b", ON)));
        query(7);
        source.set(List.of(disk(""), client("/both", path("/b", ON))));

        ModuleReply reply = module.requestOffline(inState(7, B, other), A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).isEqualTo(other == RcmState.ONLINE);
        assertThat(reply.error())
                .contains(other == RcmState.ONLINE ? "" : "/both would be left without");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatVanishesUnaskedEndsTheRequestUnlessItsUsersHaveLetGo(boolean hasLetGo) {
        tree(disk(""), client("/both", path("/a", ON), path("/c", ON)));
        query(7);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(disk("")));
                        return super.requestOffline(resources, flags);
                    }

                    @Override
                    public RcmState getResourceState(String resource) {
                        return hasLetGo && resource.equals("/devices/both")
                                ? RcmState.OFFLINE
                                : RcmState.ONLINE;
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result().isSuccess()).as(reply.error()).isEqualTo(hasLetGo);
        assertThat(reply.error()).contains(hasLetGo ? "" : "/both had a path there");
    }

    @Test
    void aPhciThatIsGoneBeforeAnybodyWasToldEndsTheRequest() {
        DeviceNode both = client("/both", path("/a", ON), path("/c", ON));
        tree(disk(""), both);
        query(7);
        source.set(List.of(client("/disk", path("/c", ON)), client("/both", path("/c", ON))));

        assertThat(commit(7).error())
                .contains("PHCI /devices/a was in the device tree and is gone now");
    }

    @Test
    void whoAgreedAndLosesTheLastPathBeforeTheSecondPhciIsToldThoughThatOneTellsNobody() {
        DeviceNode other = client("/other", path("/b", ON), path("/c", ON));
        tree(client("/double", path("/a", ON)), other);
        askAboutBoth();
        tree(client("/double", path("/a", ON), path("/d", ON)), other);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        tree(client("/double", path("/a", ON), path("/d", PathState.FAULT)), other);
        Handle second = new Handle(7);

        assertThat(module.requestOffline(second, B, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(second.calls).contains("offline [/devices/double]");
    }

    /** Another request may have told them, as one about the other PHCI does. */
    @Test
    void aDiskWhoseUsersHaveLetGoMeanwhileIsNotUnasked() {
        DeviceNode both = client("/both", path("/a", ON), path("/b", ON));
        tree(disk(""), both);
        query(7);
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return Set.of(B, "/devices/both").contains(resource)
                                ? RcmState.OFFLINE
                                : RcmState.ONLINE;
                    }
                };

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void disksThatLoseTheirLastPathWithoutEndMakeItUnknown() {
        int disks = 20;
        List<DeviceNode> alone = new ArrayList<>();
        List<DeviceNode> spared = new ArrayList<>();
        for (int disk = 0; disk < disks; disk++) {
            alone.add(client("/disk" + disk, path("/a", ON)));
            spared.add(client("/disk" + disk, path("/a", ON), path("/b", ON)));
        }
        tree(alone.toArray(DeviceNode[]::new));
        query(7);
        spared.set(0, alone.get(0));
        source.set(List.copyOf(spared));
        AtomicInteger told = new AtomicInteger();
        Handle handle =
                meanwhile(
                        () -> {
                            int next = told.incrementAndGet();
                            spared.set(next, alone.get(next));
                            source.set(List.copyOf(spared));
                        });

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.error()).contains("faster than their users can be told", "ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(told).hasValue(9);
    }

    /** What the first users said is not forgotten over who is told late. */
    @Test
    void whatWasSaidBeforeAndAfterIsInTheAnswer() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        source.set(List.of(disk(""), client("/double", path("/a", ON))));
                        return said(resources.get(0));
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.tuples())
                .extracting(InfoTuple::resource)
                .containsExactly("/devices/disk", "/devices/double");
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .contains("/devices/disk has let go", "/devices/double has let go");
    }

    /**
     * The other disk loses its last path meanwhile, and stays in use, as the request has failed.
     */
    @Test
    void nobodyIsToldAnyMoreOnceOneHasNotLetGo() {
        tree(disk(""), client("/double", path("/a", ON)));
        query(7);
        source.set(List.of(disk(""), client("/double", path("/a", ON), path("/b", ON))));
        Handle handle =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        super.requestOffline(resources, flags);
                        source.set(List.of(disk(""), client("/double", path("/a", ON))));
                        return new RcmReply(RcmResult.FAILURE, Errno.NONE, List.of(), List.of(), 0);
                    }
                };

        ModuleReply reply = module.requestOffline(handle, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(handle.calls)
                .filteredOn(call -> call.startsWith("offline"))
                .containsExactly("offline [/devices/disk]");
    }

    private static RcmReply said(String resource) {
        return new RcmReply(
                RcmResult.SUCCESS,
                Errno.NONE,
                List.of(UsedClients.tuple(resource, "fs", "in use", null)),
                List.of(new Assessment(Verdict.SAFE, resource + " has let go")),
                0);
    }

    @Test
    void aDiskThatCannotBeNamedAtTheCommitIsARefusalUnlessItIsForced() {
        tree(client("/" + "x".repeat(1024), path("/a", ON)));
        Handle accepting = accepting(7);
        module.requestOffline(accepting, A, 0, RcmFlags.QUERY.with(RcmFlags.FORCE));

        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.NONE).error())
                .contains("cannot be named");
        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(accepting.calls).noneMatch(call -> call.startsWith("offline"));
    }

    private static Handle accepting(long request) {
        return new Handle(request) {
            @Override
            public Intent intent() {
                return new Intent(Initiator.process(1), "fire", Set.of(Intent.ACCEPT_UNKNOWN));
            }
        };
    }

    /** Its path by another HBA has come back, or nobody can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"healed", "adrift", "unreadable", "of another host"})
    void aDiskThatMayLiveByAnotherPathIsNotToldThatItIsGone(String now) {
        DeviceNode other = client("/other", path("/b", ON));
        tree(client("/disk", path("/a", ON), path("/b", PathState.FAULT)), other);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        switch (now) {
            case "healed" -> source.set(List.of(client("/disk", path("/b", ON)), other));
            case "adrift" -> source.set(List.of(client("/disk", lostPath(ON)), other));
            case "unreadable" ->
                    source.set(List.of(new DeviceNode.Unreadable("/disk", "EIO"), other));
            default ->
                    keeper.bindSource(
                            new FakeSource(List.of(client("/far", path("/z", ON)))),
                            new FakeReference("far", 1));
        }

        assertThat(removed(A)).isEmpty();
    }

    @Test
    void aDiskThatIsInTheTreeWithoutAPathIsGoneWithItsPhciThoughThatIsStillThere() {
        DeviceNode far = client("/far", path("/a", ON), path("/b", ON));
        tree(disk(""), far);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(client("/disk", path("/b", PathState.FAULT)), far));

        assertThat(removed(A)).containsExactly("/devices/disk");
    }

    /** Only what this module has taken, and the same adapter shows no more, is as it should be. */
    @ParameterizedTest
    @ValueSource(strings = {"taken", "not taken", "of another host", "incomplete"})
    void whatWasTakenWithoutAnyDiskIsRemovedWithoutADoubtOnceItHasLeftTheTree(String how) {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);
        if (!how.equals("not taken")) {
            assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        }
        module.forget(7);
        DeviceNode left = client("/disk", path("/b", ON));
        if (how.equals("of another host")) {
            keeper.bindSource(new FakeSource(List.of(left)), new FakeReference("far", 1));
        }
        source.set(
                how.equals("incomplete")
                        ? List.of(left, new DeviceNode.Unreadable("/other", "EIO"))
                        : List.of(left));
        keeper.refresh();

        ModuleReply reply = module.notifyRemove(new Handle(8), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(reply.assessments()).hasSize(how.equals("taken") ? 0 : 1);
    }

    private List<String> removed(String phci) {
        List<String> removed = new ArrayList<>();
        FakeHandle handle =
                new FakeHandle() {
                    @Override
                    public RcmState getResourceState(String resource) {
                        return resource.equals(phci) ? RcmState.REMOVING : RcmState.ONLINE;
                    }

                    @Override
                    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
                        removed.addAll(resources);
                        return RcmReply.SUCCESS;
                    }
                };
        module.notifyRemove(handle, phci, 0, RcmFlags.NONE);
        return removed;
    }

    /** What was pulled is removed with its disks, though the tree does not show it any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDisksThatWereTakenAreRemovedWithTheirPhciThoughItHasLeftTheTree(boolean isShown) {
        DeviceNode back = client("/back", path("/a", ON));
        tree(disk(""), back);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        module.forget(7);
        List<DeviceNode> left = new ArrayList<>(List.of(client("/back", path("/b", ON))));
        if (isShown) {
            left.add(client("/disk", path("/b", PathState.FAULT)));
        }
        source.set(left);

        assertThat(removed(A)).containsExactly("/devices/disk");
        assertThat(removed(A)).isEmpty();
    }

    @Test
    void underGroupATreeWithIdentitiesIsReadAgainThoughTheQueryAffectedNobody() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", "mpatha", "wwid-1", path("/a", ON), path("/b", ON)));
        query(7);
        source.set(
                List.of(
                        client(
                                "/disk",
                                "mpatha",
                                "wwid-1",
                                path("/a", ON),
                                path("/b", PathState.FAULT))));

        assertThat(commit(7).error()).contains("nobody was asked about it");
    }

    @Test
    void onlyTheLastRequestsAreRemembered() {
        tree(disk(""));
        query(7);
        for (int request = 0; request < RequestMemories.MOST; request++) {
            query(1000 + request);
        }

        assertUnasked(commit(7));
        assertThat(commit(1000).result()).isEqualTo(RcmResult.SUCCESS);
    }

    private void askAboutBoth() {
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.QUERY);
        }
    }

    private ModuleReply commitOfB() {
        return module.requestOffline(new Handle(7), B, 0, RcmFlags.NONE);
    }

    @Test
    void underGroupAndWithoutARequestNothingHasToBeAskedFirst() {
        tree(disk("wwid-1"));
        assertThat(commit(0).result()).isEqualTo(RcmResult.SUCCESS);
        settings.modified(Settings.config("group", 256));
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void anotherDiskIsNoticedAtTheCommitThoughNobodyReadTheTreeSinceTheQuery() {
        tree(disk("wwid-1"));
        query(7);
        source.set(List.of(disk("wwid-2")));

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("wwid-1").contains("wwid-2");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCommitReadsTheTreeOnceHoweverManyPhcisItTakesUntilSomebodyWasToldAndNeverUnasked() {
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        int before = source.snapshots();
        for (String resource : List.of(A, B)) {
            module.requestOffline(new Handle(7), resource, 0, RcmFlags.NONE);
            module.requestOffline(new Handle(8), resource, 0, RcmFlags.NONE); // has not asked
        }

        assertThat(source.snapshots()).isEqualTo(before + 1);
    }

    @Test
    void whatIsReadBeforeAQuerySaysNothingOfItsCommit() {
        tree(client("/one", path("/a", ON), path("/c", ON)));
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        query(7);
        int before = source.snapshots();

        commit(7);

        assertThat(source.snapshots()).isEqualTo(before + 1);
    }

    @Test
    void aChangeThatIsAnnouncedBetweenTwoCommitsHasTheTreeReadAgain() {
        tree(
                client("/one", path("/a", ON), path("/c", ON)),
                client("/two", path("/b", ON), path("/c", ON)));
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(client("/two", path("/b", ON), path("/c", PathState.FAULT))));
        source.announce();

        assertThat(commitOfB().error()).contains("/two").contains("nobody was asked about it");
    }

    @Test
    void changesDuringTheCommitsReadsHaveItReadAgain() {
        tree(disk(""));
        query(7);
        source.announceWhileRead(3);

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aTableThatIsStaleAtTheCommitIsRefusedThoughItWasJustRead() {
        tree(disk(""));
        query(7);
        source.announceWhileRead(Integer.MAX_VALUE);

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("is stale since").contains("ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aPhciThatLeavesTheTreeBetweenQueryAndCommitIsRefused() {
        tree(client("/disk", path("/a", ON), path("/b", PathState.FAULT)));
        query(7);
        source.set(List.of(client("/disk", path("/b", PathState.FAULT))));

        assertThat(commit(7).error()).contains("PHCI /devices/a").contains("gone now");
    }

    @Test
    void aDiskThatHasGainedAPathSinceTheQueryIsNotRefused() {
        tree(client("/disk", path("/a", ON)));
        query(7);
        source.set(List.of(client("/disk", path("/a", ON), path("/b", ON))));

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void whoWasAskedAboutAnotherPhciOfTheSameRequestWasAsked() {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        Handle withoutA = going(A);
        Handle withoutB = going(B);
        query(7);
        module.requestOffline(withoutA, B, 0, RcmFlags.QUERY);

        ModuleReply reply = module.requestOffline(withoutB, A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(withoutB.calls).contains("offline [/devices/disk]");
    }

    @ParameterizedTest
    @EnumSource(
            value = RcmState.class,
            names = {
                "OFFLINE_QUERYING",
                "SUSPEND_QUERY",
                "OFFLINING",
                "OFFLINE",
                "SUSPENDED",
                "UNKNOWN"
            })
    void aDiskThatAnotherRequestLeavesWithOnePathIsNotTakenUnasked(RcmState other) {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);

        ModuleReply reply = module.requestOffline(inState(7, B, other), A, 0, RcmFlags.NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error())
                .isEqualTo(
                        "client /disk would be left without a usable path now, and nobody was"
                                + " asked about it; bring /devices/a online again and ask anew");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
    }

    /** A handle of request 7 for which one PHCI is on its way out. */
    private static Handle going(String phci) {
        return inState(7, phci, RcmState.OFFLINE_QUERY);
    }

    private static Handle inState(long request, String phci, RcmState state) {
        return new Handle(request) {
            @Override
            public RcmState getResourceState(String resource) {
                return resource.equals(phci) ? state : RcmState.ONLINE;
            }
        };
    }

    @Test
    void anotherAdapterIsNoticedUnderGroupToo() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", path("/a", ON)));
        query(7);
        keeper.bindSource(new FakeSource(List.of()), new FakeReference("other", 1));

        assertThat(commit(7).error()).contains("adapter test").contains("adapter other");
    }

    @Test
    void underGroupACommitWithoutIdentitiesReadsNothing() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", path("/a", ON)));
        query(7);
        source.fail("di_init: Permission denied");

        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aTreeThatCannotBeReadAtTheCommitIsRefusedUnlessTheUnknownIsAccepted() {
        tree(disk("wwid-1"));
        query(7);
        source.fail("di_init: Permission denied");
        Handle accepting = accepting(8);

        ModuleReply reply = commit(7);

        assertThat(reply.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.error()).contains("could not be read").contains("Permission denied");
        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        query(8);
        assertThat(module.requestOffline(accepting, A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.SUCCESS);
        query(9);
        assertThat(module.requestOffline(new Handle(9), A, 0, RcmFlags.FORCE).result())
                .isEqualTo(RcmResult.FAILURE);
    }
}
