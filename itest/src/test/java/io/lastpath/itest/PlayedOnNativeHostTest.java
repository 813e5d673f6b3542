// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An HBA was removed, and another adapter is used for a while, of a host with the same names: what
 * that one shows tells nothing of the first, and neither does a refresh while a host is played.
 */
class PlayedOnNativeHostTest extends EndOnHost {

    private final FakeSource other = new FakeSource(List.of());

    private static List<DeviceNode> hostBy(String... hbas) {
        DevicePath[] paths =
                List.of(hbas).stream()
                        .map(hba -> path(hba, PathState.ONLINE))
                        .toArray(DevicePath[]::new);
        return List.of(
                client("/scsi_vhci/single", path("/p1", PathState.ONLINE)),
                client("/scsi_vhci/double", paths));
    }

    private void play() {
        other.set(hostBy("/p1", "/p2"));
        house.play(other);
        registerNow();
    }

    private void endPlay() {
        house.endPlay(other);
        registerNow();
    }

    private void leaveAndComeBackThere() {
        other.set(hostBy("/p1"));
        registerNow();
        other.set(hostBy("/p1", "/p2"));
        registerNow();
    }

    private void leaveAndComeBackHere() {
        pullTheSecond();
        registerNow();
        show(ONLINE);
        registerNow();
    }

    private void refresh() {
        house.sayRefresh();
        house.awaitRegistrations();
    }

    private void assertIsNoSparePath() {
        assertThat(house.handle().isRemoved(P2)).isTrue();
        assertAsked(SINGLE, DOUBLE);
    }

    private void assertIsSparePath() {
        assertThat(house.handle().isRemoved(P2)).isFalse();
        assertAsked(SINGLE);
    }

    private void assertAsked(String... disks) {
        assertThat(house.preview(P1).endangered()).isEqualTo(disks.length);
        house.user().takeCalls();
        RcmReply reply = house.person().requestOffline(List.of(P1), RcmFlags.QUERY);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(house.user().takeCalls())
                .extracting(DiskUser.Call::disk)
                .containsExactlyInAnyOrder(disks);
    }

    @Test
    void whatLeavesAnotherHostAndComesBackThereIsNotBackHere() {
        takeAndRemove(P2);
        play();

        leaveAndComeBackThere();
        assertIsNoSparePath();
        endPlay();

        assertIsNoSparePath();
    }

    @Test
    void aRefreshWhileAHostIsPlayedTakesNothingBackThatWasRemovedBefore() {
        takeAndRemove(P2);
        play();

        refresh();
        assertIsNoSparePath();
        endPlay();
        assertIsNoSparePath();

        refresh();
        assertIsSparePath();
    }

    @Test
    void whatWasRemovedFromThePlayedHostIsBackOnceItHasLeftItAndComeBack() {
        play();
        takeAndRemove(P2);
        assertIsNoSparePath();

        leaveAndComeBackThere();

        assertIsSparePath();
    }

    @Test
    void norDoesItStayRemovedAfterARefreshThere() {
        play();
        takeAndRemove(P2);

        refresh();

        assertIsSparePath();
    }

    @Test
    void whatWasRemovedHereAndThereStaysSoUntilARefreshHere() {
        takeAndRemove(P2);
        play();
        takeAndRemove(P2);

        refresh();
        leaveAndComeBackThere();
        endPlay();
        assertIsNoSparePath();

        refresh();
        assertIsSparePath();
    }

    @Test
    void whatWasRemovedFromThePlayedHostStaysSoHereUntilARefresh() {
        play();
        takeAndRemove(P2);
        endPlay();

        leaveAndComeBackHere();
        assertIsNoSparePath();

        refresh();
        assertIsSparePath();
    }

    /** As where a card was exchanged, and an adapter with it. */
    @Test
    void aRefreshThroughAnotherAdapterOfARealHostIsBelieved() {
        takeAndRemove(P2);
        other.set(hostBy("/p1", "/p2"));
        house.swapTo(other);

        refresh();

        assertIsSparePath();
    }

    @Test
    void whatIsBelievedIsTheTreeThatWasReadAndNotThatOfAnAdapterThatCameSince() {
        takeAndRemove(P2);
        pullTheSecond();
        other.set(hostBy("/p1", "/p2"));

        house.sayRefresh(() -> house.swapTo(other));
        house.awaitRegistrations();

        assertIsNoSparePath();
    }

    @Test
    void whatIsBelievedOfOneTreeIsNotToldWhileAnotherAdapterIsInUse() {
        takeAndRemove(P2);
        other.set(hostBy("/p1", "/p2"));

        house.sayRefresh(() -> house.swapTo(other));
        house.awaitRegistrations();
        assertIsNoSparePath();
        house.swapBack(other);
        registerNow();

        assertIsSparePath();
    }

    @Test
    void afterAnotherAdapterWasUsedItTakesARefreshThoughTheFirstShowsThatItHasComeBack() {
        takeAndRemove(P2);
        other.set(hostBy("/p1", "/p2"));
        house.swapTo(other);
        registerNow();
        house.swapBack(other);
        registerNow();

        leaveAndComeBackHere();
        assertIsNoSparePath();

        refresh();
        assertIsSparePath();
    }
}
