// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suspend of HBAs, which the multipath module does not pass on to the users of disks. */
class SuspendOnNativeHostTest extends OnNativeHost {

    private RcmReply suspend(String... hbas) {
        return house.handle().requestSuspend(List.of(hbas), RcmFlags.NONE, Duration.ofSeconds(5));
    }

    private static void assertUnknown(RcmReply reply, String disk) {
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.toString())
                .contains(disk, " would have no usable path while it is suspended");
    }

    @Test
    void anHbaThatADiskHangsByAloneIsNotSuspendedWithoutItsUsersBeingAsked() {
        assertUnknown(suspend(P1), "/scsi_vhci/single");
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void norAreAllHbasOfADiskTogetherOrOneAfterTheOther() {
        assertUnknown(suspend(P2, P1), "/scsi_vhci/double");
        assertThat(suspend(P2).isSuccess()).isTrue();
        assertUnknown(suspend(P1), "/scsi_vhci/double");
    }

    @Test
    void anHbaWhoseDisksHaveAnotherPathIsSuspendedAndSaysWhatItLeaves() {
        RcmReply reply = suspend(P2);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.DEGRADED);
    }
}
