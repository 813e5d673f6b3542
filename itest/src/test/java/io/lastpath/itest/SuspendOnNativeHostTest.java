// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suspend of HBAs, which the multipath module does not pass on to the users of disks. */
class SuspendOnNativeHostTest extends OnNativeHost {

    private static RcmReply suspend(RcmHandle handle, RcmFlags flags, String... hbas) {
        return handle.requestSuspend(List.of(hbas), flags, Duration.ofSeconds(5));
    }

    private RcmReply suspend(String... hbas) {
        return suspend(house.handle(), RcmFlags.NONE, hbas);
    }

    private void resume(String... hbas) {
        house.handle().notifyResume(List.of(hbas), RcmFlags.NONE);
        assertThat(house.isSettled()).isTrue();
    }

    private static void assertRefused(RcmReply reply, String... texts) {
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.isSuccess()).as(reply.toString()).isFalse();
        assertThat(reply.toString()).contains(texts);
    }

    private static void assertUnknown(RcmReply reply, String disk) {
        assertRefused(reply, disk, " would have no usable path while it is suspended");
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

    @Test
    void oneThatIsSuspendedAlreadyIsNoNewcomer() {
        Topology host = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/double");
        host.path("/p1", ONLINE, "").path("/p3", ONLINE, "");
        host.client("/scsi_vhci/third").path("/p2", ONLINE, "").path("/p3", ONLINE, "");
        readAgain(host);
        assertThat(suspend(P1).isSuccess()).isTrue();

        RcmReply both = suspend(P1, P2);

        assertThat(both.isSuccess()).as(both.toString()).isTrue();
        resume(P1, P2);
    }

    /** The tree is read by nobody else. */
    @Test
    void aPathThatFailsAfterTheQuestionEndsIt() {
        house.user().whenQueriedAbout(SLOW, () -> show(FAULTED, ONLINE));

        assertRefused(
                suspend(P2, SLOW),
                "client /scsi_vhci/double would be left without a usable path now",
                "; resume " + P2 + " and ask anew");
        resume(P2, SLOW);
        assertUnknown(suspend(P2, SLOW), "/scsi_vhci/double");
    }

    @Test
    void soDoesOneThatFailsWhileOthersAreSuspended() {
        write(threeHbas(ONLINE));
        registerFor("/devices/p3");
        house.user().whenTold(() -> readAgain(threeHbas(FAULTED)));

        assertRefused(
                suspend(P2, SLOW, "/devices/p3"),
                "client /scsi_vhci/double would be left without a usable path now",
                "; resume " + P2 + " and ask anew");
        resume(P2, SLOW, "/devices/p3");
    }

    private static Topology threeHbas(int first) {
        Topology host = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/double");
        host.path("/p1", first, "").path("/p2", ONLINE, "");
        host.client("/scsi_vhci/third").path("/p1", ONLINE, "");
        return host.path("/p3", ONLINE, "");
    }

    private void readAgain(Topology host) {
        write(host);
        house.refresh();
    }

    @Test
    void anotherAdapterEndsIt() {
        FakeSource other =
                new FakeSource(
                        List.of(
                                client(
                                        "/scsi_vhci/double",
                                        path("/p1", PathState.ONLINE),
                                        path("/p2", PathState.ONLINE))));
        house.user().whenQueriedAbout(SLOW, () -> house.swapTo(other));

        assertRefused(suspend(P2, SLOW), "adapter other is in use now", "; resume " + P2);
    }

    @Test
    void aTreeThatCannotBeReadEndsItUnlessTheUnknownIsAccepted() {
        house.user().whenQueriedAbout(SLOW, () -> write(new Topology().failInit(13)));
        assertRefused(suspend(P2, SLOW), "could not be read again", "; resume " + P2);
        resume(P2, SLOW);

        show(ONLINE);
        house.refresh();
        house.user().whenQueriedAbout(SLOW, () -> write(new Topology().failInit(13)));
        RcmReply forced = suspend(house.forcing(), RcmFlags.FORCE, P2, SLOW);

        assertThat(forced.isSuccess()).as(forced.toString()).isTrue();
    }

    @Test
    void whatWasSaidAndAcceptedIsDone() {
        RcmReply forced = suspend(house.forcing(), RcmFlags.FORCE, P2, P1);

        assertThat(forced.isSuccess()).as(forced.toString()).isTrue();
        assertThat(forced.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aModuleThatIsReplacedAfterTheQuestionEndsIt() {
        house.user()
                .whenQueriedAbout(
                        SLOW,
                        () -> {
                            house.unregister();
                            house.register();
                        });

        assertThat(suspend(P2, SLOW).isSuccess()).isFalse();
    }

    /** A disk moves from the second HBA to the first one once that was asked about. */
    @Test
    void aQuestionAboutSeveralIsAboutOneTree() {
        write(withSpares("/p2"));
        registerFor("/devices/p3");
        house.user().whenQueriedAbout(SLOW, () -> readAgain(withSpares("/p1")));

        RcmReply reply = suspend(house.person(), RcmFlags.QUERY, P1, SLOW, P2);

        assertRefused(
                reply,
                "the device tree changed while the request was asking (what hangs by PHCI " + P1);
    }

    private static Topology withSpares(String ofSingle) {
        Topology host = hbas("/p1", "/p2", "/p3").client("/scsi_vhci/double");
        host.path("/p1", ONLINE, "").path("/p3", ONLINE, "");
        host.client("/scsi_vhci/third").path("/p2", ONLINE, "").path("/p3", ONLINE, "");
        return host.client("/scsi_vhci/single").path(ofSingle, ONLINE, "");
    }
}
