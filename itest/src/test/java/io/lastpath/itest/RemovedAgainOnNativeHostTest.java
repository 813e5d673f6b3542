// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tells that something is there again tells nothing of what was removed after that. */
class RemovedAgainOnNativeHostTest extends EndOnHost {

    private static final String C1 = "/devices/card/p1";
    private static final String C2 = "/devices/card/p2";
    private static final String P4 = "/devices/p4";

    private void assertIsNoSparePath(String removed, String other, String... disks) {
        assertThat(house.handle().isRemoved(removed)).isTrue();
        house.user().takeCalls();
        RcmReply reply = house.person().requestOffline(List.of(other), RcmFlags.QUERY);
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(house.user().takeCalls())
                .extracting(DiskUser.Call::disk)
                .containsExactlyInAnyOrder(disks);
    }

    /**
     * Two HBAs of a card, as far as they are there, and a third one, with a disk for each of two.
     */
    private void showCard(String... hbas) {
        Topology host = new Topology();
        List.of(hbas).forEach(host::phci);
        host.phci("/p4").client("/scsi_vhci/double");
        show(host, "/card/p1", hbas);
        host.path("/p4", ONLINE, "").client("/scsi_vhci/single");
        show(host, "/card/p2", hbas);
        write(host.path("/p4", ONLINE, ""));
    }

    private static void show(Topology host, String hba, String... hbas) {
        if (List.of(hbas).contains(hba)) {
            host.path(hba, ONLINE, "");
        }
    }

    @Test
    void anHbaThatIsRemovedOnceMoreWhileItIsAwayIsNoSparePath() {
        takeAndRemove(P2);
        pullTheSecond();
        registerNow();
        RcmHandle forcing = house.forcing();
        assertThat(forcing.requestOffline(List.of(P2), RcmFlags.FORCE).isSuccess()).isTrue();
        assertThat(forcing.notifyRemove(List.of(P2), RcmFlags.NONE).isSuccess()).isTrue();

        show(ONLINE);
        registerNow();

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void aCardThatIsRemovedAfterItsHbasDoesNotComeBackWithWhatIsShownOfThem() {
        showCard("/card/p1", "/card/p2");
        registerFor(C2);
        takeAndRemove(C1);
        takeAndRemove(C2);
        showCard();
        registerNow();
        RcmHandle person = house.person();
        RcmReply reply = person.requestOffline(List.of(CARD), RcmFlags.NONE);
        assertThat(reply.toString()).contains(C1 + ", " + C2 + " were removed before and");
        assertThat(person.notifyRemove(List.of(CARD), RcmFlags.NONE).isSuccess()).isTrue();

        showCard("/card/p2");
        registerNow();

        assertThat(house.handle().isRemoved(CARD)).isTrue();
        assertIsNoSparePath(C2, P4, SINGLE, DOUBLE);
    }

    @Test
    void aDiskThatIsRemovedAfterARefreshIsNotThereWithItsHba() {
        List<DeviceNode> tree =
                List.of(
                        client("/scsi_vhci/single", path("/p1", PathState.ONLINE)),
                        client("/scsi_vhci/double", path("/p1", PathState.ONLINE)));
        FakeSource source = new FakeSource(tree);
        house.swapTo(source);
        registerNow();
        house.refresh();
        source.fail("no tree");
        house.believeTree();
        house.awaitRegistrations();
        RcmHandle forcing = house.forcing();
        assertThat(forcing.requestOffline(List.of(DOUBLE), RcmFlags.FORCE).isSuccess()).isTrue();
        assertThat(forcing.notifyRemove(List.of(DOUBLE), RcmFlags.NONE).isSuccess()).isTrue();

        source.set(tree);
        registerNow();

        assertThat(house.handle().isRemoved(DOUBLE)).isTrue();
        house.swapBack(source);
    }

    @Test
    void anHbaWhoseDisksAloneGoAndComeHasNotBeenAway() {
        takeAndRemove(P2);
        showWithoutTheSecond();
        registerNow();

        show(ONLINE);
        registerNow();

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }

    @Test
    void aCardIsTakenThoughSomebodyIsThereForItsHbaThatWasRemoved() {
        Topology host = hbas("/card/p1", "/card/p2", "/p4").client("/slow");
        host.path("/card/p1", ONLINE, "").client("/scsi_vhci/single");
        write(host.path("/card/p2", ONLINE, "").path("/p4", ONLINE, ""));
        registerFor(C2);
        takeAndRemove(C1);
        house.arrive("guard", new DiskUser(Set.of(C1)));

        RcmReply reply = house.handle().requestOffline(List.of(CARD), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
    }

    /** The multipath module is registered for it again, as it does not know. */
    @Test
    void whoTakesWhatWasRemovedAndBringsItOnlineMakesNoSparePathOfIt() {
        takeAndRemove(P2);
        house.unregister();
        registerFor(P2);
        RcmHandle person = house.person();
        RcmReply reply = person.requestOffline(List.of(P2), RcmFlags.NONE);
        assertThat(reply.toString()).contains(P2 + " was removed before and counts as gone");
        assertThat(person.notifyOnline(List.of(P2), RcmFlags.NONE).isSuccess()).isTrue();

        assertIsNoSparePath(P2, P1, SINGLE, DOUBLE);
    }
}
