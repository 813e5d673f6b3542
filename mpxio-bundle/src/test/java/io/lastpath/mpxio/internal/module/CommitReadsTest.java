// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a commit reads the tree, and what comes of what it reads. */
class CommitReadsTest extends ModuleOnHost {

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
