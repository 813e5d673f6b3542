// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.fate;
import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.rcm.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands between a disk and its users is found. */
class StacksTest extends IdleHost {

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
    void aFileSystemOfADiskThatHasLeftIsNobodysUse() {
        host.mount("259:9", "/dead", "ext4", "/dev/nvme9n1");

        assertThat(host.read().gaps(resource(0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "253:50, /dev/mapper/mpatha",
        "253:51, /dev/mapper/elsewhere",
        "9:9, /dev/md9",
        "259:9, /dev/md9p1",
        "259:9, /dev/loop3p1",
        "251:3, /dev/whatever",
        "8:250, /dev/vda",
        "7:3, /srv/image"
    })
    void aMountedDeviceThatCannotHaveLeftIsUnknownWhereSysfsLacksIt(String number, String source) {
        host.mount(number, "/lost", "ext4", source);

        assertThat(host.read().gaps(resource(1)).toString())
                .contains("mounted at /lost")
                .contains("device " + number + " cannot be traced to a disk");
    }

    @Test
    void aDiskOfADriverOfOtherDisksMayHaveLeft() {
        host.mount("254:64", "/dead", "ext4", "/dev/vde");

        assertThat(host.read().gaps(resource(0))).isEmpty();
    }

    @Test
    void aSwapFileOnAMapThatSysfsLacksIsUnknown() {
        host.mount("253:50", "/srv", "ext4", "/dev/mapper/lost").swap("/srv/swap", "file");

        assertThat(host.read().gaps(resource(0)).toString()).contains("the swap area /srv/swap");
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
}
