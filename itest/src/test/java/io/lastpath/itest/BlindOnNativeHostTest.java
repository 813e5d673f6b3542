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
import io.lastpath.rcm.RcmState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users of disks are told where the tree does not tell what became of them. */
class BlindOnNativeHostTest extends EndOnHost {

    private static final String STAYS =
            "/scsi_vhci/double has no usable path in the device tree as it was seen last, so that its"
                    + " users are not told that it is back with "
                    + P1;

    /** The disk of both was let go with the second HBA. */
    @BeforeEach
    void takeBoth() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        house.user().takeCalls();
    }

    private void assertDiskOfBothStaysOutAsTheFirstHbaComesBack() throws Exception {
        assertThat(unknown(house.handle().notifyOnline(List.of(P1), RcmFlags.NONE)).toString())
                .contains(STAYS);
        assertThat(heard()).containsExactly(back(SINGLE));
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
    }

    @Test
    void aDiskThatIsOutWithAnotherHbaStaysOutWhereTheLastTreeShowsNoUsablePath() throws Exception {
        show(FAULTED, ONLINE);
        house.refresh();
        write(new Topology().failInit(13));

        assertDiskOfBothStaysOutAsTheFirstHbaComesBack();
    }

    private static DeviceNode both(PathState first) {
        return client("/scsi_vhci/double", path("/p1", first), path("/p2", PathState.ONLINE));
    }

    private static DeviceNode single() {
        return client("/scsi_vhci/single", path("/p1", PathState.ONLINE));
    }

    @Test
    void soItDoesWhereTheTreeOfAnotherAdapterShowsNone() throws Exception {
        house.swapTo(new FakeSource(List.of(single(), both(PathState.FAULT))));

        assertDiskOfBothStaysOutAsTheFirstHbaComesBack();
    }

    @Test
    void soItDoesWhileTheTreeChangesWithoutEndAndShowsNone() throws Exception {
        FakeSource source = new FakeSource(List.of(single(), both(PathState.FAULT)));
        source.announceWhileRead(Integer.MAX_VALUE);
        house.swapTo(source);

        assertDiskOfBothStaysOutAsTheFirstHbaComesBack();
    }

    @Test
    void itIsBackWhereTheLastTreeShowsAUsablePath() {
        write(new Topology().failInit(13));

        unknown(house.handle().notifyOnline(List.of(P1), RcmFlags.NONE));

        assertThat(heard()).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
    }

    /** What another adapter showed may be there under another name in the tree of this one. */
    @Test
    void noDiskIsGoneForTheAdapterThatShowedAnotherOneThatWasLeftToItsHba() {
        house.swapTo(new FakeSource(List.of(both(PathState.ONLINE))));
        assertThat(heard()).isEmpty();
        unknown(house.handle().notifyRemove(List.of(P2), RcmFlags.NONE));
        assertThat(heard()).isEmpty();

        unknown(house.handle().notifyRemove(List.of(P1), RcmFlags.NONE));

        assertThat(heard()).containsExactlyInAnyOrder(gone(DOUBLE), back(SINGLE));
    }
}
