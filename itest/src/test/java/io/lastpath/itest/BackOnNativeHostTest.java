// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.standin.Topology;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said against the news that an HBA is back. */
class BackOnNativeHostTest extends EndOnHost {

    private void assertOnlineIsUnknown(String resource, String... texts) {
        RcmReply reply = house.handle().notifyOnline(List.of(resource), RcmFlags.NONE);
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(texts);
    }

    @Test
    void anHbaThatIsBackWithoutItsDiskIsNoGoodNews() {
        assertThat(offline(P1).isSuccess()).isTrue();
        Topology other = hbas("/p1", "/p2").client("/scsi_vhci/double");
        write(other.path("/p1", ONLINE, "").path("/p2", ONLINE, ""));

        assertOnlineIsUnknown(
                P1,
                "/scsi_vhci/single has no usable path in the device tree, though its users are told"
                        + " that it is back with "
                        + P1);
    }

    @Test
    void anHbaThatIsBackWithAFailedPathIsNoGoodNews() {
        assertThat(offline(P1).isSuccess()).isTrue();
        write(new Topology().phci("/p1").client("/scsi_vhci/single").path("/p1", FAULTED, ""));

        assertOnlineIsUnknown(P1, "/scsi_vhci/single has no usable path in the device tree");
    }

    @Test
    void whetherDisksAreBackIsUnknownWhereTheTreeCannotBeRead() {
        assertThat(offline(P1).isSuccess()).isTrue();
        write(new Topology().failInit(13));

        assertOnlineIsUnknown(P1, "whether the clients that went with " + P1 + " are back");
    }

    @Test
    void nothingIsSaidAgainstAnHbaThatIsBackWithItsDisks() {
        assertThat(offline(P1).isSuccess()).isTrue();

        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    /** The disk of the second HBA stays out with that one as long as the first one is not there. */
    @Test
    void anHbaThatWasPulledAndIsBackBringsBackWhatItCarries() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        pullBoth();
        show(ONLINE);

        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.ONLINE);
    }

    private void assertOnlineIsSafe(String resource) {
        RcmReply reply = house.handle().notifyOnline(List.of(resource), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void nothingIsSaidAgainstAnHbaThatNobodyLetGoOfAnythingWith() {
        assertThat(offline(P2).isSuccess()).isTrue();

        assertOnlineIsSafe(P2);
    }

    /** It was let go with the second HBA, and the first one came back before. */
    @Test
    void aDiskIsBackByAnotherHbaThatIsOnline() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        online(P1);
        show(FAULTED);

        assertOnlineIsSafe(P2);
    }

    @Test
    void aDiskIsNotBackByAnotherHbaThatIsOut() {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        show(FAULTED);

        assertOnlineIsUnknown(P2, "/scsi_vhci/double has no usable path in the device tree");
    }

    /** The call names it, and somebody else has it out. */
    @Test
    void aDiskIsNotBackByAnHbaThatTheCallMayNotBringBack() {
        RcmReply others = house.otherHandle().requestOffline(List.of(P2), RcmFlags.NONE);
        assertThat(others.isSuccess()).isTrue();
        assertThat(offline(P1).isSuccess()).isTrue();
        show(FAULTED, ONLINE);

        RcmReply reply = house.handle().notifyOnline(List.of(P1, P2), RcmFlags.NONE);

        assertThat(reply.toString()).contains("/scsi_vhci/double has no usable path");
    }

    @Test
    void aDiskIsBackByAnHbaThatTheSameCallBringsBack() {
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(offline(P1).isSuccess()).isTrue();
        show(FAULTED, ONLINE);

        RcmReply reply = house.handle().notifyOnline(List.of(P1, P2), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    /** It was let go with the second HBA, which is out still, as the first one was out. */
    @Test
    void aDiskThatIsOutWithAnotherHbaIsNotToldThatItIsBackWithoutAUsablePath() throws Exception {
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        show(FAULTED, ONLINE);
        house.user().takeCalls();

        assertOnlineIsUnknown(
                P1,
                "/scsi_vhci/double has no usable path in the device tree, so that its users are not"
                        + " told that it is back with "
                        + P1);

        assertThat(heard()).containsExactly(back(SINGLE));
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(online(P2)).containsExactly(back(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    /** Nobody has read the tree since, and nothing was let go with the HBA that is back. */
    @Test
    void theSameHoldsForAnHbaThatNobodyLetGoOfAnythingWith() {
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(offline(P1).isSuccess()).isTrue();
        show(ONLINE, FAULTED);
        house.user().takeCalls();

        assertOnlineIsUnknown(P2, "/scsi_vhci/double has no usable path");

        assertThat(heard()).isEmpty();
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
    }

    /** Both had it out, and the one that may bring it back is out still. */
    @ParameterizedTest
    @ValueSource(ints = {ONLINE, FAULTED})
    void aDiskOfBothHbasOfOneRequestStaysOutWithTheOneThatIsOutWhereTheOtherOneHasNoPathToIt(
            int first) throws Exception {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        show(first, FAULTED);
        house.user().takeCalls();

        assertOnlineIsUnknown(
                P2,
                "/scsi_vhci/double has no usable path in the device tree, so that its users are not"
                        + " told that it is back with "
                        + P2);

        assertThat(heard()).isEmpty();
        assertThat(house.handle().getResourceState(DOUBLE)).isEqualTo(RcmState.OFFLINE);
        assertThat(online(P1)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    /** Which ends both requests, as in RCM. */
    @Test
    void aDiskOfBothHbasIsToldThatItIsBackOnceNoneOfThemIsOut() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        show(FAULTED, FAULTED);
        house.user().takeCalls();

        RcmReply reply = house.handle().notifyOnline(List.of(P1, P2), RcmFlags.NONE);

        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("/scsi_vhci/double has no usable path");
        assertThat(heard()).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void aDiskOfBothHbasIsGoneWithTheOneThatIsRemovedWhereTheOtherOneIsBackWithoutAPathToIt() {
        assertThat(offline(P1, P2).isSuccess()).isTrue();
        show(ONLINE, FAULTED);
        assertOnlineIsUnknown(P2, "/scsi_vhci/double has no usable path");

        assertThat(remove(P1)).containsExactlyInAnyOrder(gone(SINGLE), gone(DOUBLE));
        assertThat(house.isSettled()).isTrue();
    }

    @Test
    void whatAnHbaBringsBackIsWhatHangsThereNow() {
        assertThat(offline(P2).isSuccess()).isTrue();
        show(ONLINE, FAULTED);
        assertThat(offline(P1).isSuccess()).isTrue();
        show(FAULTED, ONLINE);

        assertThat(online(P2)).containsExactly(back(DOUBLE));
    }

    /** The second one had been pulled before the card was taken, and the tree still shows it. */
    @Test
    void aDiskIsNotBackByAnHbaOfTheCardThatHasBeenRemoved() {
        showCard(ONLINE, ONLINE);
        registerFor("/devices/card/p2");
        assertThat(offline("/devices/card/p2").isSuccess()).isTrue();
        remove("/devices/card/p2");
        assertThat(offline("/devices/card").isSuccess()).isTrue();
        showCard(FAULTED, ONLINE);

        assertOnlineIsUnknown("/devices/card", "/scsi_vhci/double has no usable path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | /scsi_vhci/d1, /scsi_vhci/d2 have no usable path",
                "8 | /scsi_vhci/d7, /scsi_vhci/d8 have no usable path",
                "9 | /scsi_vhci/d7, /scsi_vhci/d8 and 1 more have no usable path"
            })
    void severalDisksThatAreNotBackAreNamedInTheirOrderAndEightAtMost(int disks, String text) {
        Topology host = hbas("/p1");
        for (int i = disks; i > 0; i--) {
            host.client("/scsi_vhci/d" + i).path("/p1", ONLINE, "");
        }
        write(host);
        registerFor(P1);
        assertThat(offline(P1).isSuccess()).isTrue();
        write(hbas("/p1").client("/scsi_vhci/other").path("/p1", ONLINE, ""));

        assertOnlineIsUnknown(
                P1,
                text
                        + " in the device tree, though their users are told that they are back with "
                        + P1);
    }
}
