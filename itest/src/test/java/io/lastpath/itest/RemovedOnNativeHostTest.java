// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An HBA was removed and the tree still shows it: it is no spare path, whatever else changes. */
class RemovedOnNativeHostTest extends EndOnHost {

    private static final String UNUSED = "/devices/scsi_vhci/unused";

    private void removeTheSecond() {
        assertThat(offline(P2).isSuccess()).isTrue();
        remove(P2);
    }

    private void assertIsNoSparePath() {
        assertThat(house.handle().isRemoved(P2)).isTrue();
        assertThat(house.preview(P1).verdict()).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(house.preview(P1).endangered()).isEqualTo(2);
        house.user().takeCalls();
        house.otherHandle().requestOffline(List.of(P1), RcmFlags.QUERY);
        assertThat(house.user().takeCalls())
                .extracting(DiskUser.Call::disk)
                .containsExactlyInAnyOrder(SINGLE, DOUBLE);
    }

    @Test
    void itStaysSoWhereAnotherAdapterWasUsedForAWhile() {
        removeTheSecond();
        FakeSource other = new FakeSource(List.of(client("/x", path("/px", PathState.ONLINE))));
        house.swapTo(other);
        registerFor("/devices/px");

        house.swapBack(other);
        registerFor(P1);

        assertIsNoSparePath();
    }

    @Test
    void itStaysSoWhereATreeWasNotReadInFull() {
        removeTheSecond();
        Topology host = hbas("/p1", "/p2");
        host.client("/scsi_vhci/single").path("/p1", ONLINE, "");
        write(host.client("/scsi_vhci/double").path("/p1", ONLINE, "").pathWithoutPhci(ONLINE, ""));
        house.register();
        Waiting.until("the HBA is not seen", () -> !house.table().contains("/p2="));

        show(ONLINE);
        house.register();
        Waiting.until("it is seen again", () -> house.table().contains("/p2="));

        assertIsNoSparePath();
    }

    @Test
    void itStaysSoWhereTheMultipathModuleIsExchanged() {
        removeTheSecond();

        house.unregister();
        registerFor(P1);

        assertIsNoSparePath();
    }

    @Test
    void itStaysSoWhereAModuleThatWasNotToldRegistersForIt() {
        removeTheSecond();

        house.arrive("guard", new DiskUser(Set.of(P2)));

        assertIsNoSparePath();
    }

    @Test
    void itIsASparePathOnceThatIsSaidThoughAModuleThatStoodByHasLeft() {
        removeTheSecond();
        house.standByAndLeave();

        house.believeTree();

        Waiting.until("the HBA is back", () -> !house.handle().isRemoved(P2));
    }

    @Test
    void itIsASparePathOnceItHasLeftAWholeTreeAndComeBack() {
        removeTheSecond();
        write(hbas("/p1").client("/scsi_vhci/single").path("/p1", ONLINE, ""));
        house.register();
        Waiting.until("the HBA has gone", () -> !house.table().contains("/p2"));

        show(ONLINE);
        registerFor(P2);

        assertThat(house.handle().isRemoved(P2)).isFalse();
        assertThat(house.preview(P1).endangered()).isEqualTo(1);
    }

    /** Its user came later, and has heard nothing. */
    @Test
    void aDiskThatWasRemovedBeforeAnybodyUsedItCountsAsUnaskedWhenItsLastPathGoes() {
        assertThat(offline(UNUSED).isSuccess()).isTrue();
        remove(UNUSED);
        house.arrive("late", new DiskUser(Set.of(UNUSED)));
        showUnused(ONLINE);
        registerFor(P1);
        assertThat(offline(P1).isSuccess()).isTrue();
        showUnused(FAULTED);
        house.refresh();

        RcmReply reply = unknown(house.handle().notifyRemove(List.of(P1), RcmFlags.NONE));

        assertThat(reply.toString()).contains("nobody was asked to let go of").contains(UNUSED);
    }

    private void showUnused(int second) {
        Topology host = hbas("/p1", "/p2").client("/scsi_vhci/unused");
        write(host.path("/p1", ONLINE, "").path("/p2", second, ""));
    }

    @Test
    void whatIsRetiredTakesNothingBelowItAlong() {
        Topology host = hbas("/card/p1", "/card/p1/v2", "/p3").client("/scsi_vhci/single");
        write(host.path("/card/p1", ONLINE, "").path("/p3", ONLINE, ""));
        registerFor("/devices/card/p1");
        host.client("/scsi_vhci/double").path("/card/p1/v2", ONLINE, "").path("/p3", ONLINE, "");
        write(host);
        house.refresh();

        RcmReply reply =
                house.handle().requestOffline(List.of("/devices/card/p1"), RcmFlags.RETIRE_REQUEST);

        assertThat(reply.toString()).doesNotContain("goes as well");
    }
}
