// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What users of disks are told as an HBA comes back while others ask about the same disks, have
 * them, or bring them back.
 */
class BackMeanwhileOnNativeHostTest extends EndOnHost {

    private RcmReply back;

    private List<String> back(RcmHandle handle, String hba) {
        house.user().takeCalls();
        back = handle.notifyOnline(List.of(hba), RcmFlags.NONE);
        return heard();
    }

    private void assertFirstHbaIsBackWhileTheDiskOfBothIsAskedAbout(
            RcmHandle asking, RcmFlags flags) {
        assertThat(offline(P1).isSuccess()).isTrue();
        List<String> meanwhile = new ArrayList<>();
        house.user().whenQueriedAbout(DOUBLE, () -> meanwhile.addAll(back(house.handle(), P1)));

        asking.requestOffline(List.of(P2), flags);

        assertThat(back.isSuccess()).as(back.toString()).isTrue();
        assertThat(meanwhile).containsExactly(back(SINGLE));
    }

    @Test
    void anHbaIsBackWhileSomebodyElseAsksAboutADiskThatWasNeverTakenWithIt() {
        assertFirstHbaIsBackWhileTheDiskOfBothIsAskedAbout(house.otherHandle(), RcmFlags.QUERY);
    }

    @Test
    void soItIsWhileTheSameProcessAsksBeforeItTakesTheOtherHba() {
        assertFirstHbaIsBackWhileTheDiskOfBothIsAskedAbout(house.handle(), RcmFlags.NONE);
    }

    @Test
    void anHbaIsBackWhileSomebodyElseHasADiskOutByItself() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        show(ONLINE, FAULTED);
        house.refresh();
        RcmReply others = house.otherHandle().requestOffline(List.of(DOUBLE), RcmFlags.NONE);
        assertThat(others.isSuccess()).isTrue();

        assertThat(online(P1)).containsExactly(back(SINGLE));
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
    }

    private void takeBothAndLoseTheDiskOfBoth() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        show(FAULTED, FAULTED);
    }

    /** Each says what has become of the disk, whichever of them has brought it back. */
    @Test
    void twoHbasThatComeBackAtOnceSayThatADiskOfBothIsToldAndHasNoUsablePath() {
        takeBothAndLoseTheDiskOfBoth();
        List<String> inner = new ArrayList<>();
        house.user()
                .whenBack(
                        SINGLE,
                        () ->
                                inner.add(
                                        house.handle()
                                                .notifyOnline(List.of(P2), RcmFlags.NONE)
                                                .toString()));
        house.user().takeCalls();

        RcmReply outer = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(heard()).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
        inner.add(outer.toString());
        assertThat(inner)
                .hasSize(2)
                .allMatch(
                        answer ->
                                answer.contains(
                                        "/scsi_vhci/double has no usable path in the device tree,"
                                                + " though its users are told that it is back"));
        assertThat(house.isSettled()).isTrue();
    }

    /** A question is taken back, and lets nobody have the other HBA back. */
    @Test
    void aDiskStaysOutWithItsOtherHbaWhileThatIsAskedAboutOnceMore() throws Exception {
        takeBothAndLoseTheDiskOfBoth();
        List<String> meanwhile = new ArrayList<>();
        house.user().whenQueriedAbout(SLOW, () -> meanwhile.addAll(back(house.handle(), P1)));

        house.handle().requestOffline(List.of(P2, SLOW), RcmFlags.QUERY);

        assertThat(meanwhile).containsExactly(back(SINGLE));
        assertThat(back.toString()).contains("/scsi_vhci/double has no usable path", "not told");
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
    }
}
