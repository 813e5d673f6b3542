// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which disks a removal names since nobody let go of them. */
class UnaskedOnNativeHostTest extends EndOnHost {

    @Test
    void aRemoveNamesTheDiskThatHasLostItsOtherPathMeanwhileAndThatNobodyLetGoOf() {
        assertThat(offline(P2).isSuccess()).isTrue();
        failTheFirstPath();

        assertRemoveNamesTheDisk(P2);
    }

    private void assertRemoveNamesTheDisk(String resource) {
        RcmReply reply = house.handle().notifyRemove(List.of(resource), RcmFlags.NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("nobody was asked to let go of", DOUBLE);
    }

    /** Its users let go with the second HBA, and have taken it back with the first one since. */
    @Test
    void aRemoveNamesTheDiskThatWasGivenBackByItsOtherHbaAndHasLostThatPath() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
        failTheFirstPath();

        assertRemoveNamesTheDisk(P2);
    }

    /** Nobody has read the tree since, and nothing was let go with the HBA. */
    @Test
    void aRemoveNamesTheDiskThatHasLostItsOtherPathAMomentAgo() {
        assertThat(offline(P2).isSuccess()).isTrue();
        show(FAULTED, ONLINE);

        assertRemoveNamesTheDisk(P2);
    }

    private void pull(String hba, Topology left) {
        assertThat(offline(hba).isSuccess()).isTrue();
        write(left);
    }

    @Test
    void theRemoveOfAPulledHbaNamesTheDiskThatKeptAnotherPathAndHasLostItSince() {
        Topology left = hbas("/p1").client("/scsi_vhci/single").path("/p1", ONLINE, "");
        pull(P2, left.client("/scsi_vhci/double").path("/p1", FAULTED, ""));

        assertRemoveNamesTheDisk(P2);
    }

    @Test
    void soDoesThatOfAPulledHbaWithWhichAnotherDiskWasLetGo() {
        pull(P1, hbas("/p2").client("/scsi_vhci/double").path("/p2", FAULTED, ""));

        assertRemoveNamesTheDisk(P1);
    }

    @Test
    void soDoesThatOfAnHbaThatIsThereAndTheDiskHangsThereNoMore() {
        Topology left = hbas("/p1", "/p2").client("/scsi_vhci/single").path("/p1", ONLINE, "");
        pull(P1, left.client("/scsi_vhci/double").path("/p2", FAULTED, ""));

        assertRemoveNamesTheDisk(P1);
    }

    @Test
    void theRemoveOfAPulledHbaNamesTheDiskThatNobodyLetGoOfAndThatHasLeftTheTree() {
        pull(P1, hbas("/p2").client("/scsi_vhci/third").path("/p2", ONLINE, ""));

        assertRemoveNamesTheDisk(P1);
    }

    /** Its users let go with the second HBA, and are not told before that one ends. */
    @Test
    void theRemoveOfAPulledHbaDoesNotNameADiskThatIsOutWithAnotherOne() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        pullBoth();
        house.user().takeCalls();

        RcmReply reply = house.handle().notifyRemove(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
        assertThat(heard()).containsExactly(gone(SINGLE));
        assertThat(remove(P2)).containsExactly(gone(DOUBLE));
    }

    @Test
    void anHbaThatIsPulledWhileAllItsOtherDisksKeepAPathIsRemovedSafely() {
        pull(P1, hbas("/p2").client("/scsi_vhci/double").path("/p2", ONLINE, ""));

        assertRemovedSafely(P1);
    }

    @Test
    void aRemoveDoesNotNameADiskWhoseUsersHaveHeardThatItIsGone() {
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(offline(DOUBLE).isSuccess()).isTrue();
        remove(DOUBLE);
        failTheFirstPath();

        assertRemovedSafely(P2);
    }

    /** Nobody uses it, so that nobody is marked as having heard that it is gone. */
    @Test
    void aDiskThatIsGoneWithTheFirstHbaOfACardIsNotMissedWithTheSecondOne() {
        write(unused().path("/card/p1", ONLINE, "").client("/scsi_vhci/double"), "/card/p2");
        assertThat(offline(CARD).isSuccess()).isTrue();
        Topology both = unused().path("/card/p1", ONLINE, "").path("/card/p2", ONLINE, "");
        write(both.client("/scsi_vhci/double"), "/card/p2");

        assertRemovedSafely(CARD);
    }

    private static Topology unused() {
        return hbas("/card/p1", "/card/p2").client("/scsi_vhci/unused");
    }

    private void write(Topology host, String way) {
        write(host.path(way, ONLINE, ""));
        registerFor("/devices" + way);
    }
}
