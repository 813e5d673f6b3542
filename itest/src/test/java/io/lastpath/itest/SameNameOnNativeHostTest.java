// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The adapter leaves during a request, and another one comes under its name, which may be of
 * another host.
 */
class SameNameOnNativeHostTest extends EndOnHost {

    private static final String ANOTHER =
            "as device tree adapter vectors showed them, and another adapter of that name, or the"
                    + " same one after a restart, is in use now";

    private static DeviceNode single(PathState state) {
        return client("/scsi_vhci/single", path("/p1", state));
    }

    private static DeviceNode both(PathState first, PathState second) {
        return client("/scsi_vhci/double", path("/p1", first), path("/p2", second));
    }

    private void replaceBy(DeviceNode... tree) {
        house.replaceBy(new FakeSource(List.of(tree)));
    }

    private void replaceByTheSame() {
        replaceBy(single(PathState.ONLINE), both(PathState.ONLINE, PathState.ONLINE));
    }

    @Test
    void itEndsARequestBetweenQueryAndCommit() {
        house.user().whenQueried(this::replaceByTheSame);

        RcmReply reply = offline(P1);

        assertThat(reply.result()).as(reply.toString()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("the disks were asked about " + ANOTHER);
        assertThat(heard()).doesNotContain("request_offline_list " + SINGLE);
    }

    @Test
    void itEndsARequestWhileUsersLetGo() {
        house.user().whenTold(this::replaceByTheSame);

        RcmReply reply = offline(P1);

        assertThat(reply.result()).as(reply.toString()).isEqualTo(RcmResult.FAILURE);
        assertThat(reply.toString()).contains("the disks were asked about " + ANOTHER);
    }

    private void assertRemoveIsUnknown(String phci) {
        house.user().takeCalls();
        RcmReply reply = unknown(house.handle().notifyRemove(List.of(phci), RcmFlags.NONE));
        assertThat(reply.toString())
                .contains("with " + phci + " are gone: they were let go " + ANOTHER)
                .doesNotContain("nobody was asked");
    }

    @Test
    void aDiskThatItDoesNotShowIsNotToldToBeGone() {
        assertThat(offline(P1).isSuccess()).isTrue();
        replaceBy(client("/scsi_vhci/double", path("/p2", PathState.ONLINE)));

        assertRemoveIsUnknown(P1);

        assertThat(heard()).containsExactly(back(SINGLE));
    }

    @Test
    void aDiskWithoutUsablePathThatItShowsIsNotTheOneThatWasLetGo() {
        assertThat(offline(P1).isSuccess()).isTrue();
        replaceBy(
                client("/scsi_vhci/single", path("/far/p", PathState.FAULT)),
                client("/scsi_vhci/double", path("/far/p", PathState.ONLINE)));

        assertRemoveIsUnknown(P1);

        assertThat(heard()).containsExactly(back(SINGLE));
    }

    /** It kept its path through the first HBA when the second one was taken. */
    @Test
    void aDiskThatItDoesNotShowIsNotSaidToHaveLostItsLastPath() {
        assertThat(offline(P2).isSuccess()).isTrue();
        replaceBy(single(PathState.ONLINE));

        assertRemoveIsUnknown(P2);

        assertThat(heard()).isEmpty();
    }

    @Test
    void whetherDisksAreBackIsUnknown() {
        assertThat(offline(P1).isSuccess()).isTrue();
        replaceByTheSame();

        RcmReply reply = unknown(house.handle().notifyOnline(List.of(P1), RcmFlags.NONE));

        assertThat(reply.toString()).contains("are back: they were let go " + ANOTHER);
        assertThat(heard()).contains(back(SINGLE));
        assertThat(house.isSettled()).isTrue();
    }

    /** What it showed itself is known, whatever one of its name showed before. */
    @Test
    void whatWasTakenSinceEndsAsUsual() {
        replaceByTheSame();
        registerNow();

        assertThat(takeAndRemove(P1)).containsExactly(gone(SINGLE));
    }
}
