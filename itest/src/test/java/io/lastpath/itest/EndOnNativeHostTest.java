// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users of disks are told when an HBA that was taken comes back or is removed. */
class EndOnNativeHostTest extends EndOnHost {

    /** The disk was let go with the second HBA, as the first one was out. */
    @Test
    void aDiskWhoseOtherHbaIsOutIsNotGoneWithTheOneThatIsRemoved() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();

        assertThat(remove(P2)).isEmpty();
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void aDiskIsGoneOnceTheLastOfItsHbasIsRemoved() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(remove(P2)).isEmpty();

        assertThat(remove(P1)).containsExactlyInAnyOrder(gone(SINGLE), gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    /** Both were pulled: what hung there is known from the time when it was let go. */
    @Test
    void aDiskThatHasLeftTheTreeWithBothHbasIsGoneWithTheLastOne() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        house.forgetRequests();
        pullBoth();

        assertThat(remove(P2)).isEmpty();
        assertThat(remove(P1)).containsExactlyInAnyOrder(gone(SINGLE), gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void ofTwoHbasOfOneRequestTheOneThatComesBackBringsTheDiskOfBothBack() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();

        assertThat(remove(P1)).containsExactly(gone(SINGLE));
        assertThat(online(P2)).containsExactly(back(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void bothHbasOfOneRequestThatAreRemovedTogetherTakeAllDisksWithThem() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();

        assertThat(remove(P1, P2)).containsExactlyInAnyOrder(gone(SINGLE), gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    /** Two HBAs of a card are one way: none of them comes back without the other. */
    @Test
    void theDisksOfACardThatIsRemovedAreGone() {
        showCard(ONLINE, ONLINE);
        registerFor(CARD + "/p2");
        assertThat(offline(CARD).isSuccess()).isTrue();

        house.user().takeCalls();
        RcmReply reply = house.handle().notifyRemove(List.of(CARD), RcmFlags.NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
        assertThat(heard()).containsExactly(gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void theDisksOfACardAreBackByWhicheverOfItsHbasHasThem() {
        showCard(ONLINE, ONLINE);
        registerFor(CARD + "/p2");
        assertThat(offline(CARD).isSuccess()).isTrue();
        showCard(FAULTED, ONLINE);
        house.user().takeCalls();

        RcmReply reply = house.handle().notifyOnline(List.of(CARD), RcmFlags.NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.toString()).doesNotContain("no usable path");
        assertThat(heard()).containsExactly(back(DOUBLE));
    }

    /** Nobody let go of the disk with the second HBA: the first one led there. */
    @Test
    void anHbaIsBackThoughADiskThatWasNeverOutHasLostItsOtherPathMeanwhile() {
        assertThat(offline(P2).isSuccess()).isTrue();
        failTheFirstPath();

        assertThat(online(P2)).isEmpty();
    }

    @Test
    void disksThatHaveLeftTheTreeWithTheirHbaAreGoneForSure() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        pullBoth();

        assertThat(remove(P1)).containsExactly(gone(SINGLE));
        assertRemovedSafely(P2);
    }

    /** That the tree is not whole is no reason to doubt what it shows. */
    @Test
    void aDiskThatIsThereWithoutUsablePathIsGoneThoughTheTreeIsNotWhole() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        write(
                new Topology()
                        .phci("/p3")
                        .client("/scsi_vhci/double")
                        .path("/p3", FAULTED, "")
                        .client("/scsi_vhci/adrift")
                        .pathWithoutPhci(ONLINE, ""));

        assertThat(remove(P1, P2)).containsExactlyInAnyOrder(back(SINGLE), gone(DOUBLE));
    }

    /** The path of which the HBA is not known may be its usable one. */
    @Test
    void aDiskWithAUsablePathThroughAnHbaThatIsNotKnownIsNotGone() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        write(
                new Topology()
                        .phci("/p3")
                        .client("/scsi_vhci/double")
                        .path("/p3", FAULTED, "")
                        .pathWithoutPhci(ONLINE, ""));

        assertThat(remove(P1, P2)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
    }
}
