// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.fate;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lives on without some of its disks is judged by those that go together. */
class ArraysTest extends IdleHost {

    @Test
    void aMirrorSurvivesEitherHalfButNotBoth() {
        host.array(0, "raid1", 0, "dm-0", "dm-1").mount("9:0", "/m", "ext4", "/dev/md0");
        HostUse use = host.read();

        assertThat(users(use, 0))
                .containsExactly(
                        "filesys: ext4 file system mounted at /m on md0 on mpatha",
                        "md: raid1 array md0 on mpatha");
        assertThat(fate(use, "filesys", 0)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(use, "md", 1)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(use, "filesys", 0, 1)).isEqualTo(Fate.LOST);
        assertThat(use.related(resource(0))).containsExactlyInAnyOrder(resource(0), resource(1));
    }

    @Test
    void aMirrorThatIsDegradedAlreadyNeedsItsLastHalf() {
        host.array(0, "raid1", 1, "dm-0", "dm-1").memberState(0, "dm-1", "faulty");
        HostUse use = host.read();

        assertThat(fate(use, "md", 0)).isEqualTo(Fate.LOST);
        assertThat(fate(use, "md", 1)).isEqualTo(Fate.WEAKENED);
    }

    @Test
    void aMapWithoutAnyPathIsNoSpareHalf() {
        host.map(2, "mpathc", "mpath-36002").array(0, "raid1", 0, "dm-0", "dm-2");

        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.LOST);
    }

    @Test
    void eachRaidLevelLosesWhatItCan() {
        host.multipath(2).multipath(3);
        host.array(5, "raid5", 0, "dm-0", "dm-1", "dm-2");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "md", 0, 2)).isEqualTo(Fate.LOST);
        host.write("sys/block/md5/md/level", "raid6\n");
        assertThat(fate(host.read(), "md", 0, 2)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "md", 0, 1, 2)).isEqualTo(Fate.LOST);
        host.write("sys/block/md5/md/level", "raid0\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.LOST);
        host.write("sys/block/md5/md/level", "raid10\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "md", 0, 1)).isEqualTo(Fate.LOST);
    }

    @Test
    void aSpareIsNotMissed() {
        host.multipath(2)
                .array(0, "raid1", 0, "dm-0", "dm-1", "dm-2")
                .write("sys/block/md0/md/raid_disks", "2\n")
                .memberState(0, "dm-2", "spare");

        assertThat(fate(host.read(), "md", 0, 2)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "md", 0, 1, 2)).isEqualTo(Fate.LOST);
    }

    @Test
    void btrfsOverSeveralDisksIsJudgedByItsProfile() {
        host.btrfs("u1", "raid1", "dm-0", "dm-1")
                .mount("0:51", "/b", "btrfs", "/dev/mapper/mpatha");
        HostUse use = host.read();

        assertThat(users(use, 1))
                .containsExactly("filesys: btrfs file system mounted at /b on mpathb");
        assertThat(fate(use, "filesys", 1)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(use, "filesys", 0, 1)).isEqualTo(Fate.LOST);
    }

    @Test
    void btrfsWithASingleCopyNeedsEveryDisk() {
        host.btrfs("u1", "single", "dm-0", "dm-1").mount("0:51", "/b", "btrfs", "/dev/dm-1");

        assertThat(fate(host.read(), "filesys", 0)).isEqualTo(Fate.LOST);
    }

    @Test
    void anArrayThatDoesNotRunHoldsItsMembersAndHidesNothing() {
        host.array(0, "", 0, "dm-0").write("sys/block/md0/md/level", "");
        host.write("sys/block/md0/md/array_state", "inactive\n");

        assertThat(users(host.read(), 0)).containsExactly("md: RAID array md0 on mpatha");
        assertThat(host.read().gaps(resource(0))).isEmpty();
    }

    @Test
    void btrfsThatMissesADeviceAlreadyNeedsTheOthers() {
        host.btrfs("u1", "raid1", "dm-0").mount("0:51", "/b", "btrfs", "/dev/dm-0");
        host.btrfs("u2", "raid1", "dm-1", "vda").mount("0:52", "/c", "btrfs", "/dev/dm-1");
        host.write("sys/fs/btrfs/u2/devinfo/3/missing", "1\n");

        assertThat(fate(host.read(), "filesys", 0)).isEqualTo(Fate.LOST);
        assertThat(fate(host.read(), "filesys", 1)).isEqualTo(Fate.LOST);
    }

    @Test
    void btrfsOfWhichALinkWasLostMayHaveAnyDisk() {
        host.btrfs("u1", "raid1", "dm-0").mount("0:51", "/b", "btrfs", "/dev/dm-0");
        host.write("sys/fs/btrfs/u1/devinfo/2/missing", "0\n");

        assertThat(host.read().gaps(resource(1)))
                .singleElement()
                .asString()
                .contains("u1/devices lists only dm-0, but ")
                .endsWith("u1/devinfo has 2 devices that are there");
        host.write("sys/fs/btrfs/u1/devinfo/2/missing", "1\n");
        assertThat(host.read().gaps(resource(1))).as("it is missing already").isEmpty();
    }

    @Test
    void btrfsThatDoesNotSayHowManyDevicesItHasMayHaveAnyDisk() {
        host.folder("sys/fs/btrfs/u1/allocation/data/single")
                .link("sys/fs/btrfs/u1/devices/dm-0", "../../../../block/dm-0")
                .mount("0:51", "/b", "btrfs", "/dev/dm-0");

        assertThat(host.read().gaps(resource(1)))
                .singleElement()
                .asString()
                .endsWith("u1/devinfo is missing");
    }

    @ParameterizedTest
    @CsvSource({"raid1, raid_disks", "raid10, layout"})
    void aNumberThatIsNoneIsNamedByItsFile(String level, String file) {
        host.array(0, level, 0, "dm-0", "dm-1");
        host.write("sys/block/md0/md/" + file, "banana\n");

        assertThat(host.read().gaps(resource(0)))
                .singleElement()
                .asString()
                .endsWith("/md/" + file + " holds no number");
    }

    @Test
    void anArrayWithAJournalNeedsAllOfIt() {
        host.multipath(2)
                .multipath(3)
                .array(0, "raid5", 0, "dm-0", "dm-1", "dm-2", "dm-3")
                .memberState(0, "dm-3", "journal");
        assertThat(fate(host.read(), "md", 3)).isEqualTo(Fate.LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raid1", "raid4", "raid5", "raid6", "raid10"})
    void whatWasNotSynchronisedYetReplacesNothing(String level) {
        host.multipath(2).array(0, level, 0, "dm-0", "dm-1", "dm-2");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.WEAKENED);
        host.write("sys/block/md0/md/resync_start", "81920\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.LOST);
    }

    @Test
    void aDiskOfWhichNoPathTakesCommandsIsNoSpareHalf() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        host.write("sys/block/sdba/device/state", "running\n");
        host.write("sys/block/sdbb/device/state", "offline\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.WEAKENED);
        host.write("sys/block/sdba/device/state", "transport-offline\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.LOST);
    }

    @Test
    void aNamespaceOfWhichNoControllerTakesCommandsIsNoSpareHalf() {
        host.nvmeHead("nvme1n1", "259:1").array(0, "raid1", 0, "dm-0", "nvme1n1");
        host.write("sys/block/nvme1c0n1/device/state", "live\n");
        host.write("sys/block/nvme1c1n1/device/state", "connecting\n");
        host.write("sys/block/nvme1c1n2/device/state", "live\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.WEAKENED);
        host.write("sys/block/nvme1c0n1/device/state", "dead\n");
        assertThat(fate(host.read(), "md", 0)).isEqualTo(Fate.LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raid0", "raid1", "raid5", "raid6", "raid10", "linear"})
    void anArrayOfWhichMembersWereLostFromACopyMayStandOnAnyDisk(String level) {
        host.multipath(2).array(0, level, 0, "dm-0", "dm-2");
        host.write("sys/block/md0/md/raid_disks", "3\n");

        assertThat(host.read().gaps(resource(1)))
                .singleElement()
                .asString()
                .endsWith(
                        "/sys/block/md0/slaves shows 2 of the 3 members that md0 has in use: which"
                                + " others it stands on, and what it can lose, is not known");
        assertThat(fate(host.read(), "md", 0)).as("what it can lose").isEqualTo(Fate.LOST);
    }

    @Test
    void soMayOneOfWhichNoMemberIsLeft() {
        host.array(0, "raid1", 0);
        host.write("sys/block/md0/md/raid_disks", "2\n");

        assertThat(gaps()).singleElement().asString().contains("shows 0 of the 2 members");
    }

    @Test
    void aMemberThatIsMissingAlreadyIsNotLost() {
        host.array(0, "raid1", 1, "dm-0", "dm-1").memberState(0, "dm-1", "spare");

        assertThat(gaps()).isEmpty();
    }

    @Test
    void anArrayWhoseMembersCannotBeListedMayStandOnAnyDisk() throws IOException {
        host.array(0, "", 0);
        host.write("sys/block/md0/md/array_state", "inactive\n");
        Files.delete(host.root().resolve("sys/block/md0/slaves"));

        assertThat(gaps()).containsExactly("what md0 stands on cannot be read");
    }
}
