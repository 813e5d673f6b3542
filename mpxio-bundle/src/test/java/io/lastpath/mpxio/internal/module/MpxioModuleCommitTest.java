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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        tree(both, client("/kept", path("/b", ON), path("/c", ON)));
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
                                        ? new DeviceNode[] {other}
                                        : new DeviceNode[] {phci("/a"), phci("/b")});
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

    @Test
    void aPhciThatIsNamedAndGetsItsFirstDiskAfterTheQueryIsNotTakenUnasked() {
        tree(disk(""), phci("/card/b"), client("/far", path("/c", ON)));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle both =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of(A, "/devices//card/b/");
                    }
                };

        assertThat(module.requestOffline(both, A, 0, RcmFlags.NONE).error())
                .contains("PHCI /devices/card/b leads to clients now");
    }

    /** As a card has it that is taken out as a whole: this module is registered for A only. */
    @Test
    void aPhciThatGetsItsFirstDiskAfterTheQueryIsNotTakenUnasked() {
        tree(disk(""), phci("/card/b"), client("/far", path("/c", ON)));
        query(7);
        source.set(List.of(disk(""), client("/far", path("/card/b", ON))));
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }
                };

        ModuleReply reply = module.requestOffline(card, A, 0, RcmFlags.NONE);

        assertThat(reply.error())
                .contains("PHCI /devices/card/b leads to clients now")
                .contains("nobody was asked about it");
        assertThat(card.calls).noneMatch(call -> call.startsWith("offline"));
    }

    @Test
    void aPhciThatIsOutAlreadyIsNoNewcomer() {
        tree(disk(""), client("/far", path("/card/b", ON)));
        query(7);
        Handle card =
                new Handle(7) {
                    @Override
                    public List<String> resources() {
                        return List.of("/devices/card");
                    }

                    @Override
                    public RcmState getResourceState(String resource) {
                        return RcmState.OFFLINE;
                    }
                };

        assertThat(module.requestOffline(card, A, 0, RcmFlags.NONE).result())
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

    @Test
    void aPhciThatLeavesTheTreeWhileItsDiskStaysByAnotherPathEndsTheRequest() {
        DeviceNode both = client("/both", path("/a", ON), path("/c", ON));
        tree(disk(""), both);
        module.requestOffline(going("/devices/c"), A, 0, RcmFlags.QUERY);
        Handle handle = meanwhile(() -> source.set(List.of(client("/both", path("/c", ON)))));

        assertThat(module.requestOffline(handle, A, 0, RcmFlags.NONE).error())
                .contains("PHCI /devices/a was in the device tree and is gone now");
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
            names = {"OFFLINING", "OFFLINE", "SUSPENDED", "UNKNOWN"})
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

    /** Should that one commit as well, it finds the first PHCI taken, and its disk asked about. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*QUERY.*", value = RcmState.class)
    void aQuestionOfAnotherRequestAboutTheOtherPathIsNoLossAtTheCommit(RcmState other) {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        query(7);
        Handle theirs = inState(8, A, RcmState.OFFLINE);
        module.requestOffline(theirs, B, 0, RcmFlags.QUERY);
        Handle ours = inState(7, B, other);

        assertThat(module.requestOffline(ours, A, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
        assertThat(ours.calls).noneMatch(call -> call.startsWith("offline"));
        assertThat(theirs.calls).contains("offline [/devices/disk]");
        assertThat(module.requestOffline(theirs, B, 0, RcmFlags.NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
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
        Handle accepting =
                new Handle(8) {
                    @Override
                    public Intent intent() {
                        return new Intent(
                                Initiator.process(1), "fire", Set.of(Intent.ACCEPT_UNKNOWN));
                    }
                };

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
