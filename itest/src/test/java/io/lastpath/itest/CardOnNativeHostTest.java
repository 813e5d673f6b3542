// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An HBA comes up on a card that is out: nobody could register there, and it goes with the card.
 */
class CardOnNativeHostTest extends EndOnHost {

    private static final String P3 = "/devices/card/p3";
    private static final String P4 = "/devices/p4";

    @BeforeEach
    void takeTheCardAndHaveAnHbaComeUpThere() {
        showCard(ONLINE, ONLINE);
        registerFor("/devices/card/p2");
        assertThat(offline(CARD).isSuccess()).isTrue();
        Topology host = hbas("/card/p1", "/card/p2", "/card/p3", "/p4").client("/scsi_vhci/double");
        host.path("/card/p1", ONLINE, "").path("/card/p2", ONLINE, "");
        host.client("/scsi_vhci/single").path("/card/p3", ONLINE, "").path("/p4", ONLINE, "");
        write(host);
        registerFor(P4);
        house.user().takeCalls();
    }

    @Test
    void anHbaOnACardThatIsOutIsNoSparePath() {
        RcmReply reply = house.otherHandle().requestOffline(List.of(P4), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(heard()).containsExactly("request_offline_list " + SINGLE);
    }

    @Test
    void aPreviewCountsOnNoHbaOfACardThatIsOut() {
        Preview preview = house.preview(P4);

        assertThat(preview.endangered()).isEqualTo(1);
    }

    @Test
    void itIsASparePathOnceTheCardIsBack() {
        online(CARD);
        registerFor(P3);

        RcmReply reply = house.otherHandle().requestOffline(List.of(P4), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(heard()).isEmpty();
    }

    /** The HBA that came up while the card was out registers once that has been removed. */
    private void removeTheCard() {
        remove(CARD);
        registerFor(P3);
        house.user().takeCalls();
    }

    @Test
    void anHbaThatIsRegisteredForOnlyAfterItsCardWasRemovedIsNoSparePath() throws Exception {
        removeTheCard();

        RcmReply reply = house.otherHandle().requestOffline(List.of(P4), RcmFlags.NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(heard()).containsExactly("request_offline_list " + SINGLE);
        assertThat(house.handle().isRemoved(CARD)).isTrue();
        assertThat(house.handle().isRemoved(P3)).isTrue();
    }

    /** As the module of file systems does each time, for a disk that hangs by the same card. */
    @Test
    void itStaysNoSparePathWhenAnotherModuleRegistersAgainForADiskBelowTheCard() throws Exception {
        online(CARD);
        registerFor(P3);
        DiskUser filesys = new DiskUser(Set.of(CARD + "/ahci/disk"));
        house.arrive("filesys", filesys);
        assertThat(offline(CARD).isSuccess()).isTrue();
        remove(CARD);
        int before = filesys.registrations();
        house.registerAgain("filesys");
        Waiting.until("it has registered", () -> filesys.registrations() > before);

        assertThat(house.handle().isRemoved(CARD)).isTrue();
        assertThat(house.preview(P4).endangered()).isEqualTo(1);
    }

    @Test
    void aPreviewCountsOnNoHbaOfACardThatWasRemoved() {
        removeTheCard();

        assertThat(house.preview(P4).endangered()).isEqualTo(1);
    }

    @Test
    void itIsASparePathOnceItIsSaidThatTheTreeIsRight() {
        removeTheCard();
        house.believeTree();
        Waiting.until("the card is back", () -> !house.handle().isRemoved(CARD));

        assertThat(house.preview(P4).endangered()).isZero();
    }

    /** The slot has another card, with an HBA of an address that the first card had. */
    @Test
    void itIsASparePathOnceAnHbaThatWentWithTheCardHasComeBack() {
        removeTheCard();
        write(hbas("/p4").client("/scsi_vhci/single").path("/p4", ONLINE, ""));
        house.register();
        Waiting.until("the card has left the tree", () -> !house.table().contains("/card"));
        Topology host = hbas("/card/p1", "/card/p5", "/p4").client("/scsi_vhci/single");
        write(
                host.path("/card/p1", ONLINE, "")
                        .path("/card/p5", ONLINE, "")
                        .path("/p4", ONLINE, ""));
        registerFor("/devices/card/p1");
        registerFor("/devices/card/p5");

        assertThat(house.handle().isRemoved(CARD)).isFalse();
        assertThat(house.handle().isRemoved("/devices/card/p5")).isFalse();
        assertThat(house.preview(P4).endangered()).isZero();
    }
}
