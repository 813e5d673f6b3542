// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was removed is there again: at the first refresh, and with the disks that hang by it. */
class BackAfterRemovalOnNativeHostTest extends EndOnHost {

    private static final String C1 = "/devices/card/p1";
    private static final String C2 = "/devices/card/p2";
    private static final String C7 = "/devices/card/p7";

    private void assertIsBackAtTheFirstRefresh(String resource) {
        assertThat(house.handle().isRemoved(resource)).isTrue();
        house.sayRefresh();
        house.awaitRegistrations();

        assertThat(house.handle().isRemoved(resource)).isFalse();
        assertThat(isRegistered(resource)).isTrue();
    }

    @Test
    void oneRefreshIsEnoughForAnHbaThatTheModuleHasNeverSeen() {
        takeAndRemove(P2);
        showWithoutTheSecond();
        house.unregister();
        registerFor(P1);
        show(ONLINE);

        assertIsBackAtTheFirstRefresh(P2);
        assertThat(house.preview(P1).endangered()).isEqualTo(1);
    }

    @Test
    void soItIsForOneThatHadLeftTheTreeBeforeItWasRemoved() {
        showWithoutTheSecond();
        registerNow();
        takeAndRemove(P2);
        show(ONLINE);

        assertIsBackAtTheFirstRefresh(P2);
        assertThat(house.preview(P1).endangered()).isEqualTo(1);
    }

    @Test
    void soItIsForTheHbaOfACardThatWasPutInThePlaceOfARemovedOne() {
        showCard("/card/p1", "/card/p2");
        registerFor(C2);
        takeAndRemove(CARD);
        write(hbas("/p4").client("/scsi_vhci/double").path("/p4", ONLINE, ""));
        registerNow();
        showCard("/card/p7");

        assertIsBackAtTheFirstRefresh(C7);
        assertThat(house.handle().isRemoved(CARD)).isFalse();
    }

    private void showCard(String... hbas) {
        Topology host = hbas(hbas).client("/scsi_vhci/double");
        List.of(hbas).forEach(hba -> host.path(hba, ONLINE, ""));
        write(host);
    }

    /** So that nobody is left who would register for it again. */
    @Test
    void aDiskIsThereAgainWithItsHbaThoughOneOfItsUsersUsesItNoMore() {
        house.arrive("zfs", new DiskUser(Set.of(DOUBLE)));
        takeAndRemove(P1, P2);
        assertThat(house.handle().isRemoved(DOUBLE)).isTrue();
        pullBoth();

        show(ONLINE);
        registerFor(P1);
        house.registerAgain(DiskUser.MODULE);
        house.awaitRegistrations();

        assertThat(house.handle().isRemoved(P1)).isFalse();
        assertThat(house.handle().isRemoved(DOUBLE)).isFalse();
        assertThat(house.handle().isRemovalTold(DOUBLE)).isFalse();
        assertThat(house.person().requestOffline(List.of(DOUBLE), RcmFlags.QUERY).isSuccess())
                .isTrue();
    }

    @Test
    void whatARefreshBringsBackWhileItsCardIsAskedAboutWasNotAskedAbout() {
        Topology host = hbas("/card/p1", "/card/p2").client("/slow");
        host.path("/card/p1", ONLINE, "");
        write(host.client("/scsi_vhci/single").path("/card/p2", ONLINE, ""));
        registerFor(C2);
        takeAndRemove(C1);
        house.registerAgain(DiskUser.MODULE);
        house.awaitRegistrations();
        house.user()
                .whenQueried(
                        () -> {
                            house.sayRefresh();
                            Waiting.until("it is back", () -> !house.handle().isRemoved(C1));
                        });

        RcmReply reply = house.person().requestOffline(List.of(CARD), RcmFlags.NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.toString())
                .contains("PHCI " + C1 + " leads to clients now, and nobody was asked about it");
        assertThat(heard()).doesNotContain("request_offline_list " + SLOW);
    }

    private void assertIsBackByItself() {
        show(ONLINE);
        registerFor(P2);

        assertThat(house.handle().isRemoved(P2)).isFalse();
        assertThat(house.preview(P1).endangered()).isEqualTo(1);
    }

    @Test
    void whatWasPulledBeforeItWasRemovedIsBackOnceItIsShown() {
        pullTheSecond();
        registerNow();
        takeAndRemove(P2);
        registerNow();

        assertIsBackByItself();
    }

    /** The tree that was read then tells nothing of a removal that ends later. */
    @Test
    void soIsWhatWasPulledWhileItsRemovalWasToldAsSoonAsATreeWithoutItIsReadAfterThat() {
        assertThat(offline(P2).isSuccess()).isTrue();
        pullTheSecond();
        registerNow();
        remove(P2);
        registerNow();

        assertIsBackByItself();
    }
}
