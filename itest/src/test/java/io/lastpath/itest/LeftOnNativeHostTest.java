// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With which of three HBAs a disk stays out as one of them is removed. */
class LeftOnNativeHostTest extends EndOnHost {

    private static final String P3 = "/devices/p3";

    private void showTriple() {
        Topology host = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/double");
        host.path("/p1", ONLINE, "").path("/p2", ONLINE, "").path("/p3", ONLINE, "");
        write(host);
        registerFor(P3);
    }

    private void takeAll() {
        showTriple();
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(offline(P3).isSuccess()).isTrue();
        assertThat(remove(P3)).isEmpty();
    }

    @Test
    void whicheverHbaComesBackFirstBringsTheDiskBack() {
        takeAll();

        assertThat(online(P1)).containsExactly(back(DOUBLE));
    }

    @Test
    void soDoesTheOneThatItWasNotLeftTo() {
        takeAll();

        assertThat(online(P2)).containsExactly(back(DOUBLE));
    }

    /** How the disk hung is known from the time when it was taken. */
    @Test
    void aDiskThatIsOutOfTheTreeStaysOutUntilTheLastOfThreeHbasIsBack() {
        takeAll();
        house.forgetRequests();
        write(hbas("/p4").client("/scsi_vhci/third").path("/p4", ONLINE, ""));
        registerFor("/devices/p4");

        assertThat(remove(P1)).isEmpty();
        showTriple();
        assertThat(online(P2)).containsExactly(back(DOUBLE));
    }

    /** It hung by the second HBA alone when it was taken. */
    @Test
    void aDiskIsLeftToAnHbaThatItHasGotAPathToSince() {
        Topology before = hbas("/p1", "/p2").client("/scsi_vhci/single").path("/p1", ONLINE, "");
        write(before.client("/scsi_vhci/double").path("/p2", ONLINE, ""));
        registerFor(P2);
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        show(ONLINE);

        assertThat(remove(P2)).isEmpty();
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
    }

    /** It came to hang there only when that was out. */
    @Test
    void theRemoveOfAnHbaNamesTheDiskThatWasLeftToItAndHasComeBackByAnotherOneAndIsLostSince() {
        Topology before = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/single");
        before.path("/p1", ONLINE, "").client("/scsi_vhci/double");
        write(before.path("/p2", ONLINE, "").path("/p3", ONLINE, ""));
        registerFor(P3);
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P3).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        showTriple();
        assertThat(remove(P2)).isEmpty();
        assertThat(online(P3)).containsExactly(back(DOUBLE));
        write(hbas("/p2", "/p3").client("/scsi_vhci/double").path("/p3", FAULTED, ""));

        RcmReply reply = house.handle().notifyRemove(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("nobody was asked to let go of", DOUBLE);
    }
}
