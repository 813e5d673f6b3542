// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
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
}
