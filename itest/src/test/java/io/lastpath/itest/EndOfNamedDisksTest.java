// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The end of what was taken on a host that gives disks identities, and can change its adapter. */
class EndOfNamedDisksTest extends EndOnHost {

    private final FakeSource source = new FakeSource(List.of(single("w1", "/p1"), other("/p2")));

    private static DeviceNode single(String identity, String phci) {
        return disk("/scsi_vhci/single", identity, phci);
    }

    private static DeviceNode other(String phci) {
        return disk("/scsi_vhci/double", "w0", phci);
    }

    private static DeviceNode disk(String path, String identity, String phci) {
        DevicePath way = new DevicePath(NodePath.of(phci), PathState.ONLINE, "");
        return new DeviceNode.Client(NodePath.of(path), "", identity, List.of(way));
    }

    private void take(String... phcis) {
        house.swapTo(source);
        registerFor(P2);
        assertThat(offline(phcis).isSuccess()).isTrue();
    }

    private void assertOnlineIsUnknown(String text) {
        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(text);
    }

    @Test
    void anotherDiskUnderTheNameIsNotTheOneThatIsBack() {
        take(P1);
        source.set(List.of(single("w2", "/p1"), other("/p2")));

        assertOnlineIsUnknown(
                "/scsi_vhci/single (w1 then, w2 now) is another disk than was let go, though its"
                        + " users are told that it is back with "
                        + P1);
    }

    @Test
    void nothingIsSaidAgainstADiskWhoseIdentityIsNotKnownAnyMore() {
        take(P1);
        source.set(List.of(single("", "/p1"), other("/p2")));

        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aDiskIsGoneIfAnotherOneHasItsName() {
        take(P1);
        source.set(List.of(single("w2", "/p9"), other("/p2")));

        assertThat(remove(P1)).containsExactly(gone(SINGLE));
    }

    /** It is gone for two reasons, and its users hear so once. */
    @Test
    void aDiskIsGoneIfAnotherOneHasItsNameThatHasNoUsablePath() {
        take(P1);
        source.set(List.of(failed("/scsi_vhci/single", "w2", "/p9"), other("/p2")));

        assertThat(remove(P1)).containsExactly(gone(SINGLE));
    }

    @Test
    void aNamedDiskThatIsNotThereIsNotBack() {
        take(P1);
        source.set(List.of(disk("/scsi_vhci/third", "w3", "/p1"), other("/p2")));

        assertOnlineIsUnknown("/scsi_vhci/single has no usable path in the device tree");
    }

    @Test
    void aDiskThatHasMovedToAnotherHbaIsBack() {
        take(P1);
        source.set(List.of(single("w1", "/p9"), other("/p2")));

        assertThat(remove(P1)).containsExactly(back(SINGLE));
    }

    @Test
    void whetherDisksAreBackIsUnknownWhereAnotherAdapterShowsThem() {
        assertThat(offline(P1).isSuccess()).isTrue();
        house.swapTo(source);

        assertOnlineIsUnknown("adapter vectors showed them, and adapter other is in use now");
    }

    @Test
    void theTreeIsReadOnceForAllHbasThatComeBackTogether() {
        take(P1, P2);
        int before = source.snapshots();

        assertThat(online(P1, P2)).containsExactlyInAnyOrder(back(SINGLE), back(DOUBLE));

        assertThat(source.snapshots()).isEqualTo(before + 1);
    }

    private static DeviceNode failed(String path, String identity, String phci) {
        DevicePath way = new DevicePath(NodePath.of(phci), PathState.FAULT, "");
        return new DeviceNode.Client(NodePath.of(path), "", identity, List.of(way));
    }

    /** Its path through the first HBA had failed, and that HBA was not out then. */
    @Test
    void whatWasNotLeftToAnHbaIsNotExpectedBackWithIt() {
        take(P2);
        source.set(List.of(single("w1", "/p1"), failed("/scsi_vhci/double", "w0", "/p1")));
        assertThat(remove(P2)).containsExactly(gone(DOUBLE));
        source.set(List.of(single("w1", "/p1")));
        house.refresh();
        assertThat(offline(P1).isSuccess()).isTrue();

        RcmReply reply = house.handle().notifyOnline(List.of(P1), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    private RcmReply assertRemoveIsUnknown(String resource, String text) {
        house.user().takeCalls();
        RcmReply reply = house.handle().notifyRemove(List.of(resource), RcmFlags.NONE);
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(text);
        return reply;
    }

    @Test
    void whetherDisksAreGoneIsUnknownWhereAnotherAdapterShowsNeitherThemNorTheHba() {
        assertThat(offline(P1).isSuccess()).isTrue();
        house.swapTo(new FakeSource(List.of(disk("/far/disk", "", "/far/p"))));

        assertRemoveIsUnknown(
                P1,
                "whether the clients that went with "
                        + P1
                        + " are gone: they were let go as device tree adapter vectors showed them,"
                        + " and adapter other is in use now");
    }

    /** It has that name on another host. */
    @Test
    void aDiskWithoutUsablePathThatAnotherAdapterShowsIsNotTheOneThatWasLetGo() {
        assertThat(offline(P1).isSuccess()).isTrue();
        house.swapTo(
                new FakeSource(
                        List.of(other("/far/p"), failed("/scsi_vhci/single", "", "/far/p"))));

        assertRemoveIsUnknown(P1, "adapter other is in use now");

        assertThat(heard()).containsExactly(back(SINGLE));
    }

    private static DeviceNode twofold(String identity, String... phcis) {
        return new DeviceNode.Client(
                NodePath.of("/scsi_vhci/double"),
                "",
                identity,
                Stream.of(phcis)
                        .map(phci -> new DevicePath(NodePath.of(phci), PathState.ONLINE, ""))
                        .toList());
    }

    /** The disk goes with the second HBA, comes back with the first, and is let go by itself. */
    private void removeTheDiskOfBoth() {
        source.set(List.of(single("w1", "/p1"), twofold("w0", "/p1", "/p2")));
        house.swapTo(source);
        registerFor(P2);
        assertThat(offline(P1).isSuccess()).isTrue();
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(online(P1)).contains(back(DOUBLE));
        assertThat(offline(DOUBLE).isSuccess()).isTrue();
        assertThat(remove(DOUBLE)).containsExactly(gone(DOUBLE));
    }

    @Test
    void aDiskThatWasRemovedByItselfIsNotMissedWithTheHba() {
        removeTheDiskOfBoth();
        source.set(List.of(single("w1", "/p1")));

        RcmReply reply = house.handle().notifyRemove(List.of(P2), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void anotherDiskThatHasTheNameOfARemovedOneIsNotMissedWithTheHba() {
        removeTheDiskOfBoth();
        source.set(List.of(single("w1", "/p1"), twofold("w9", "/p1")));

        RcmReply reply = house.handle().notifyRemove(List.of(P2), RcmFlags.NONE);

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    /** Nobody let go of it, as it kept its path through the first HBA. */
    @Test
    void aDiskWhoseNameStandsForAnotherOneWithAUsablePathIsNotSaidToHaveNone() {
        source.set(List.of(single("w1", "/p1"), twofold("w0", "/p1", "/p2")));
        take(P2);
        source.set(List.of(single("w1", "/p1"), twofold("w9", "/p1")));

        RcmReply reply =
                assertRemoveIsUnknown(
                        P2,
                        "nobody was asked to let go of what has hung by "
                                + P2
                                + " and is another disk now: "
                                + DOUBLE);

        assertThat(reply.toString()).doesNotContain("no usable path");
    }

    /** That nothing leads there any more says more than whose name it was. */
    @Test
    void aDiskWhoseNameStandsForAnotherOneWithoutUsablePathIsSaidToHaveNone() {
        source.set(List.of(single("w1", "/p1"), twofold("w0", "/p1", "/p2")));
        take(P2);
        source.set(List.of(single("w1", "/p1"), failed("/scsi_vhci/double", "w9", "/p1")));

        assertRemoveNamesTheDiskOnce();
    }

    /** The other one hangs by the HBA that is removed. */
    @Test
    void soIsOneThatWasTakenAndGivenBack() {
        source.set(List.of(single("w1", "/p1"), twofold("w0", "/p1", "/p2")));
        take(P1);
        assertThat(offline(P2).isSuccess()).isTrue();
        assertThat(online(P1)).contains(back(DOUBLE));
        source.set(List.of(single("w1", "/p1"), twofold("w9", "/p2")));

        assertRemoveNamesTheDiskOnce();
    }

    /** It hung by both when the second HBA was taken, and nothing was taken with that. */
    @Test
    void aDiskThatHangsByTheHbaThatIsRemovedAloneIsNamedOnce() {
        source.set(List.of(single("w1", "/p1"), twofold("w0", "/p1", "/p2")));
        take(P2);
        source.set(List.of(single("w1", "/p1"), twofold("w9", "/p2")));

        assertRemoveNamesTheDiskOnce();
    }

    private void assertRemoveNamesTheDiskOnce() {
        RcmReply reply = assertRemoveIsUnknown(P2, "no usable path without " + P2 + ": " + DOUBLE);

        assertThat(reply.toString()).containsOnlyOnce(DOUBLE).doesNotContain("another disk now");
    }
}
