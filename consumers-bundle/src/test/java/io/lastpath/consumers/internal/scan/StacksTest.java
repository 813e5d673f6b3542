// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between a disk and its users is found, and so is what survives its loss. */
class StacksTest {

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1);
    }

    private static List<String> users(HostUse use, int map) {
        return use.stakes(resource(map)).stream()
                .map(stake -> stake.use().module() + ": " + stake.text())
                .sorted()
                .toList();
    }

    private static Verdict severity(HostUse use, int map) {
        return use.stakes(resource(map)).stream()
                .map(stake -> stake.use().severity())
                .reduce(Verdict.SAFE, Verdict::or);
    }

    private static Fate fate(HostUse use, String module, int... lost) {
        Set<String> resources = new HashSet<>();
        for (int map : lost) {
            resources.add(resource(map));
        }
        Stake stake =
                use.stakes(resource(lost[0])).stream()
                        .filter(one -> one.use().module().equals(module))
                        .findFirst()
                        .orElseThrow();
        return use.loss(resources).of(stake.use().devices(), stake.use().redundancy());
    }

    @Test
    void anIdleDiskHasNoUser() {
        HostUse use = host.read();

        assertThat(use.disks()).containsExactlyInAnyOrder(resource(0), resource(1));
        assertThat(users(use, 0)).isEmpty();
        assertThat(use.gaps(resource(0))).isEmpty();
    }

    @Test
    void aWholeStackIsShownFromTheUseDownToTheDisk() {
        host.map(10, "mpatha-part1", "part1-mpath-36000", "dm-0")
                .logicalVolume(11, "vg-lv", "dm-10")
                .map(12, "luks-home", "CRYPT-LUKS2-abc-luks-home", "dm-11")
                .mount("253:12", "/home", "xfs", "/dev/mapper/luks-home");

        assertThat(users(host.read(), 0))
                .containsExactly(
                        "dm: encrypted device luks-home on vg-lv on mpatha-part1 on mpatha",
                        "filesys: xfs file system mounted at /home on luks-home on vg-lv on"
                                + " mpatha-part1 on mpatha",
                        "lvm: logical volume vg-lv on mpatha-part1 on mpatha");
    }

    @Test
    void aPartitionThatNobodyUsesIsNoUser() {
        host.map(10, "mpatha-part1", "part1-mpath-36000", "dm-0");

        assertThat(users(host.read(), 0)).isEmpty();
    }

    @Test
    void aVolumeGroupOverTwoDisksNeedsBoth() {
        host.logicalVolume(10, "vg-big", "dm-0", "dm-1")
                .mount("253:10", "/big", "ext4", "/dev/mapper/vg-big");
        HostUse use = host.read();

        assertThat(fate(use, "filesys", 0)).isEqualTo(Fate.LOST);
        assertThat(fate(use, "filesys", 1)).isEqualTo(Fate.LOST);
        assertThat(users(use, 1)).anyMatch(text -> text.endsWith("/big on vg-big on mpathb"));
    }

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
    void aLoopDeviceStandsOnTheFileSystemOfItsFile() {
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpatha")
                .loop(0, "/srv/disk.img")
                .mount("7:0", "/mnt/img", "ext4", "/dev/loop0");

        assertThat(users(host.read(), 0))
                .containsExactly(
                        "filesys: ext4 file system mounted at /mnt/img on loop0 on mpatha",
                        "filesys: ext4 file system mounted at /srv on mpatha",
                        "loop: loop device loop0 on mpatha");
    }

    @Test
    void whatTheSystemNeedsIsSystemCritical() {
        host.mount("253:0", "/boot", "ext4", "/dev/mapper/mpatha").swap("/dev/dm-1", "partition");
        HostUse use = host.read();

        assertThat(severity(use, 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(severity(use, 1)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(users(use, 1)).containsExactly("swap: swap on mpathb");
    }

    @Test
    void aSwapFileNeedsTheDiskOfItsFileSystem() {
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpatha").swap("/srv/my\\040swap", "file");

        assertThat(users(host.read(), 0)).contains("swap: swap file /srv/my swap on mpatha");
    }

    @Test
    void theRootThatAnOverlayCoversIsFoundByTheCommandLine(@TempDir Path root) {
        FakeHost live = new FakeHost(root).multipath(0);
        live.write("proc/cmdline", "quiet root=/dev/mapper/mpatha ro\n")
                .write(
                        "proc/self/mountinfo",
                        "25 1 0:30 / / rw - overlay overlay rw,lowerdir=/x\n");

        assertThat(severity(live.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void whereCrashDumpsGoIsSystemCritical() {
        host.write("sys/kernel/kexec_crash_loaded", "1\n")
                .write("etc/kdump.conf", "path /dumps\n")
                .mount("253:0", "/dumps", "xfs", "/dev/mapper/mpatha");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(users(host.read(), 0).get(0)).contains("for crash dumps");
        host.write("sys/kernel/kexec_crash_loaded", "0\n");
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void openDeviceFilesAreNamedByCommandAndPid() {
        host.process(70, "qemu", "1", "/dev/dm-1", "/dev/null", "socket:[7]")
                .process(71, "sqld", "1", "/dev/mapper/mpathb");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "openfiles: opened by qemu (process 70), mpathb",
                        "openfiles: opened by sqld (process 71), mpathb");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aFileSystemOfAnotherNameSpaceIsFound() {
        host.process(1, "init", "1")
                .process(80, "box", "2")
                .mountFor(80, "253:1", "/", "ext4", "/dev/dm-1");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: ext4 file system mounted at / in the mount name space of box"
                                + " (process 80) on mpathb");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aFileSystemThatNoMountShowsIsFoundInSysfs() {
        host.folder("sys/fs/ext4/dm-1").folder("sys/fs/ext4/features");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: ext4 file system mounted where it cannot be seen on mpathb");
    }

    @Test
    void whatDoesNotShowItsDisksMakesEveryDiskIncompleteByName() {
        host.mount("0:60", "/tank", "zfs", "tank/home");
        assertThat(host.read().gaps(resource(0)).toString()).contains("ZFS pool tank");
        host.folder("sys/kernel/config/target/core/iblock_0/lun1");
        assertThat(host.read().gaps(resource(1)).toString()).contains("iblock_0");
        host.folder("sys/kernel/config/nvmet/subsystems/nqn.x/namespaces/1");
        assertThat(host.read().gaps(resource(1)).toString()).contains("nqn.x");
    }

    @Test
    void aFileSystemOfADiskThatHasLeftIsNobodysUse() {
        host.mount("259:9", "/dead", "ext4", "/dev/nvme9n1");

        assertThat(host.read().gaps(resource(0))).isEmpty();
    }

    @Test
    void whatStandsOnWhatIsKnownFromEitherSide() throws Exception {
        host.logicalVolume(10, "vg-a", "dm-0");
        Files.delete(host.root().resolve("sys/block/dm-10/slaves/dm-0"));

        assertThat(users(host.read(), 0)).containsExactly("lvm: logical volume vg-a on mpatha");
    }

    @Test
    void aUserOfManyMountPointsIsOneUse() {
        for (String point : List.of("/a", "/b", "/c", "/d")) {
            host.mount("253:0", point, "ext4", "/dev/dm-0");
        }

        assertThat(users(host.read(), 0))
                .containsExactly(
                        "filesys: ext4 file system mounted at /a, /b, /c and 1 more on mpatha");
    }

    @Test
    void aDeadProcessHidesNothingAndOneWithoutANameSpaceDoes() throws Exception {
        host.process(1, "init", "1").process(90, "gone", "2");
        Files.delete(host.root().resolve("proc/90/ns/mnt"));
        host.write("proc/90/stat", "90 (gone) x) S 1 90 90 0\n");
        assertThat(host.read().unseen().toString()).contains("1 of 2");

        host.write("proc/90/stat", "90 (gone) x) Z 1 90 90 0\n");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void aFuseFileSystemWithoutADiskHidesNobody() {
        host.mount("0:70", "/run/user/portal", "fuse.portal", "/dev/fuse");

        assertThat(host.read().gaps(resource(0))).isEmpty();
    }

    @Test
    void aDeviceOfAnotherKindThatStandsOnADiskIsAUse() {
        host.disk("bcache0", "252:0");
        host.link("sys/block/bcache0/slaves/dm-0", "../../dm-0");

        assertThat(users(host.read(), 0)).containsExactly("dm: device bcache0 on mpatha");
    }

    @Test
    void aSwapAreaThatCannotBeTracedMakesEveryDiskIncomplete() {
        host.swap("/dev/disk/by-id/nowhere", "partition");

        assertThat(host.read().gaps(resource(1)).toString()).contains("/dev/disk/by-id/nowhere");
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
}
