// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was asked is compared with what a commit would do. */
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

    @Test
    void underGroupAndWithoutARequestNothingHasToBeAskedFirst() {
        tree(disk("wwid-1"));
        assertThat(commit(0).result()).isEqualTo(RcmResult.SUCCESS);
        settings.modified(Settings.config("group", 256));
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
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

    @Test
    void anotherAdapterIsNoticedUnderGroupToo() {
        settings.modified(Settings.config("group", 256));
        tree(client("/disk", path("/a", ON)));
        query(7);
        keeper.bindSource(new FakeSource(List.of()), new FakeReference("other", 1));

        assertThat(commit(7).error()).contains("adapter test").contains("adapter other");
    }
}
