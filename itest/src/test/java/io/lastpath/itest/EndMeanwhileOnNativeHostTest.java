// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users of disks are told at a removal while others ask about the same disks, or have them.
 */
class EndMeanwhileOnNativeHostTest extends EndOnHost {

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

    /** What is suspended resumes; until then nobody can use the disk, and whoever ends it knows. */
    @Test
    void aDiskWhoseOtherHbaIsOnlySuspendedIsNotGoneAndIsNamed() {
        RcmReply suspended =
                house.otherHandle().requestSuspend(List.of(P2), RcmFlags.NONE, Duration.ZERO);
        assertThat(suspended.isSuccess()).isTrue();
        assertThat(offline(P1).isSuccess()).isTrue();
        house.user().takeCalls();

        RcmReply reply = unknown(house.handle().notifyRemove(List.of(P1), RcmFlags.NONE));

        assertThat(reply.toString()).contains("only suspended is not gone: " + DOUBLE);
        assertThat(heard()).containsExactlyInAnyOrder(gone(SINGLE), back(DOUBLE));
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

    /** Nobody knows what becomes of the question while it is open. */
    @Test
    void aDiskThatIsAskedAboutWithTheOtherHbaIsNamedBusyAndStaysOutUntilItIsEndedByItself()
            throws Exception {
        show(ONLINE, FAULTED);
        house.refresh();
        assertThat(offline(P1).isSuccess()).isTrue();
        house.user().takeCalls();
        List<RcmReply> meanwhile = new ArrayList<>();
        house.user()
                .whenQueriedAbout(
                        SLOW,
                        () ->
                                meanwhile.add(
                                        house.handle().notifyRemove(List.of(P1), RcmFlags.NONE)));

        house.handle().requestOffline(List.of(P2, SLOW), RcmFlags.QUERY);

        assertThat(meanwhile)
                .singleElement()
                .matches(reply -> !reply.isSuccess())
                .asString()
                .contains(DOUBLE, "Resource is busy", "on " + P1 + " has ended all the same");
        assertThat(heard()).containsExactly(gone(SINGLE));
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(remove(DOUBLE)).containsExactly(gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }
}
