// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users of disks are told when an HBA that was taken comes back or is removed. */
class EndOnNativeHostTest extends EndOnHost {

    private static final String CARD = "/devices/card";

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

    /** A question is taken back, and lets nobody have the other HBA back. */
    @Test
    void aDiskIsNotGoneWhileItsOtherHbaThatIsOutIsAskedAboutOnceMore() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        house.user().whenQueriedAbout(SLOW, () -> assertThat(remove(P2)).isEmpty());

        house.handle().requestOffline(List.of(P1, SLOW), RcmFlags.QUERY);

        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
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

    private void failTheFirstPath() {
        show(FAULTED, ONLINE);
        house.register();
        Waiting.until("the failed path is seen", () -> house.table().contains("FAULT"));
    }

    /** Nobody let go of the disk with the second HBA: the first one led there. */
    @Test
    void anHbaIsBackThoughADiskThatWasNeverOutHasLostItsOtherPathMeanwhile() {
        assertThat(offline(P2).isSuccess()).isTrue();
        failTheFirstPath();

        assertThat(online(P2)).isEmpty();
    }

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

    /** The disk has let go with the second HBA already, another one of that HBA is about to. */
    @Test
    void aDiskIsNotGoneWithAnHbaThatIsRemovedWhileTheOtherOneIsBeingTaken() throws Exception {
        showSlow();
        assertThat(offline(P1).isSuccess()).isTrue();

        assertDiskOfBothStaysOutAsTheFirstHbaIsRemovedWhileTheSecondIsTaken();
    }

    private void assertDiskOfBothStaysOutAsTheFirstHbaIsRemovedWhileTheSecondIsTaken()
            throws Exception {
        List<String> meanwhile = new ArrayList<>();
        house.user()
                .whenTold(
                        () -> house.user().whenTold(() -> meanwhile.addAll(removedWhileTaken(P1))));

        assertThat(offline(P2).isSuccess()).isTrue();

        assertThat(meanwhile).containsExactly("/devices/p2 OFFLINING");
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(online(P2)).containsExactlyInAnyOrder(back(DOUBLE), back(SLOW));
        assertThat(house.isSettled()).isTrue();
    }

    /** It went with the first HBA before, and came back with the second one. */
    @Test
    void aDiskIsLeftToAnHbaThatIsBeingTaken() throws Exception {
        showSlow();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(online(P2)).containsExactlyInAnyOrder(back(DOUBLE), back(SLOW));

        assertDiskOfBothStaysOutAsTheFirstHbaIsRemovedWhileTheSecondIsTaken();
    }

    private void showSlow() {
        Topology host = hbas("/p1", "/p2").client("/slow").path("/p2", ONLINE, "");
        host.client("/scsi_vhci/double");
        write(host.path("/p1", ONLINE, "").path("/p2", ONLINE, ""));
        house.register();
        Waiting.until("the slow disk is seen", () -> house.table().contains("slow"));
    }

    private List<String> removedWhileTaken(String resource) {
        try {
            RcmState other = house.handle().getResourceState(P2);
            return Stream.concat(Stream.of(P2 + " " + other), remove(resource).stream()).toList();
        } catch (RcmException e) {
            return List.of(e.toString());
        }
    }

    /** It was not let go with the first HBA, and nobody knows what becomes of the question. */
    @Test
    void aRemoveWhileTheOtherHbaIsOnlyAskedAboutTellsNothingOfItsDisk() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        List<String> meanwhile = new ArrayList<>();
        house.user().whenQueriedAbout(DOUBLE, () -> meanwhile.addAll(remove(P1)));

        house.handle().requestOffline(List.of(P2), RcmFlags.QUERY);

        assertThat(meanwhile).containsExactly(gone(SINGLE));
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.ONLINE);
        assertThat(house.isSettled()).isTrue();
    }

    private void assertRemovedSafely(String resource) {
        RcmReply reply = house.handle().notifyRemove(List.of(resource), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
        assertThat(house.isSettled()).isTrue();
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

    /** It was let go with the second HBA, and came back with the first one. */
    private void bringTheDiskBackByTheFirstHba() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
    }

    private void others(String resource) {
        RcmReply reply = house.otherHandle().requestOffline(List.of(resource), RcmFlags.NONE);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    @Test
    void aRemoveTellsNothingOfADiskThatHasComeBackAndThatSomebodyElseHasTakenByItself()
            throws Exception {
        bringTheDiskBackByTheFirstHba();
        others(DOUBLE);
        failTheFirstPath();

        assertThat(remove(P2)).isEmpty();
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
    }

    @Test
    void aRemoveTellsNothingOfADiskThatHasComeBackAndThatSomebodyElseHasTakenWithTheOtherHba()
            throws Exception {
        bringTheDiskBackByTheFirstHba();
        others(P1);

        assertThat(remove(P2)).isEmpty();
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
    }
}
