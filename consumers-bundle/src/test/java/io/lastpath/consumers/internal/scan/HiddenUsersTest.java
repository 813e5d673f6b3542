// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.fate;
import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.rcm.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users that do not show in the table of mounts are found, or it is said who may be missed. */
class HiddenUsersTest {

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1);
    }

    @Test
    void openDeviceFilesAreNamedByCommandAndPid() {
        host.process(1, "init", "1")
                .process(70, "qemu", "1", "/dev/dm-1", "/dev/null", "socket:[7]")
                .process(71, "sqld", "1", "/dev/mapper/mpathb");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "openfiles: opened by qemu (process 70), mpathb",
                        "openfiles: opened by sqld (process 71), mpathb");
        assertThat(host.read().unseen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sbd, SYSTEM_CRITICAL", "ocssd.bin, SYSTEM_CRITICAL", "sqld, DATA_CRITICAL"})
    void theHeartbeatDiskOfAClusterIsNeededByTheSystem(String command, Verdict verdict) {
        host.process(1, "init", "1").process(70, command, "1", "/dev/dm-1");

        assertThat(severity(host.read(), 1)).isEqualTo(verdict);
        assertThat(host.read().stakes(resource(1)).toString().contains("resets the host"))
                .isEqualTo(verdict == Verdict.SYSTEM_CRITICAL);
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

    private List<String> gaps() {
        return host.read().gaps(resource(0));
    }

    @Test
    void btrfsThatNoMountShowsIsFoundInSysfs() {
        host.btrfs("u1", "raid1", "dm-0", "dm-1");
        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: btrfs file system mounted where it cannot be seen on mpathb");
        assertThat(fate(host.read(), "filesys", 0)).isEqualTo(Fate.WEAKENED);
        host.mount("0:51", "/b", "btrfs", "/dev/dm-1");
        assertThat(users(host.read(), 0))
                .containsExactly("filesys: btrfs file system mounted at /b on mpatha");
    }

    @Test
    void theLogOfAFileSystemOnAnotherDiskIsFound() {
        host.disk("vdb", "254:16").mount("254:16", "/x", "xfs", "/dev/vdb");
        Path table = host.root().resolve("proc/self/mountinfo");
        host.options(table, "rw,attr2,logdev=/dev/mapper/mpatha,rtdev=/dev/mapper/mpathb");
        assertThat(users(host.read(), 0))
                .containsExactly("filesys: xfs file system mounted at /x on mpatha");
        assertThat(users(host.read(), 1))
                .containsExactly("filesys: xfs file system mounted at /x on mpathb");
        host.options(table, "rw,logdev=/dev/nowhere");
        assertThat(gaps()).singleElement().asString().contains("/dev/nowhere").contains("/x");
    }

    @Test
    void theJournalOfReiserfsAndFurtherDevicesOfErofsAreFound() {
        host.disk("vdb", "254:16").mount("254:16", "/x", "reiserfs", "/dev/vdb");
        Path table = host.root().resolve("proc/self/mountinfo");
        host.options(table, "rw,jdev=dm-0");
        assertThat(users(host.read(), 0))
                .containsExactly("filesys: reiserfs file system mounted at /x on mpatha");
        host.mount("254:16", "/y", "erofs", "/dev/vdb").options(table, "ro,device=/dev/dm-1");
        assertThat(users(host.read(), 1))
                .containsExactly("filesys: erofs file system mounted at /y on mpathb");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void anExternalJournalIsFound() {
        host.folder("proc/fs/jbd2/vda-8").folder("proc/fs/jbd2/dm-1");
        assertThat(users(host.read(), 0)).isEmpty();
        assertThat(users(host.read(), 1)).containsExactly("dm: ext4 journal on mpathb");
    }

    @Test
    void aCacheOfBcacheIsFoundAndIncompleteWhereItCannotBeTraced() {
        String set = "sys/fs/bcache/11111111-2222-3333-4444-555555555555/";
        host.folder("sys/fs/bcache/register").folder(set + "internal");
        host.link(set + "cache0", "../../../devices/virtual/block/dm-1/bcache");
        assertThat(users(host.read(), 1)).containsExactly("dm: bcache cache on mpathb");
        assertThat(gaps()).isEmpty();
        host.link(set + "cache1", "../elsewhere");
        assertThat(gaps()).singleElement().asString().contains("cache1");
    }

    @Test
    void swapInMemoryThatIsWrittenBackNeedsItsDisk() {
        host.disk("zram0", "252:0").write("sys/block/zram0/backing_dev", "none\n");
        host.swap("/dev/zram0", "partition");
        assertThat(users(host.read(), 0)).isEmpty();
        host.write("sys/block/zram0/backing_dev", "/dev/dm-0\n");
        assertThat(users(host.read(), 0))
                .containsExactly("dm: device zram0 on mpatha", "swap: swap on zram0 on mpatha");
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        host.write("sys/block/zram0/backing_dev", "");
        assertThat(gaps()).singleElement().asString().contains("zram0/backing_dev");
    }

    @Test
    void aFileStoreOfATargetIsAUserOfADiskOnlyIfItsFileIsADevice() {
        String store = "sys/kernel/config/target/core/fileio_0/";
        host.write(store + "hba_info", "x\n").write(store + "one/udev_path", "/srv/image\n");
        assertThat(gaps()).isEmpty();
        host.write(store + "two/udev_path", "/dev/mapper/mpatha\n");
        assertThat(gaps()).singleElement().asString().contains("fileio_0");
        host.write(store + "two/udev_path", "");
        assertThat(gaps()).singleElement().asString().contains("fileio_0");
    }

    @Test
    void aDiskThatScstExportsMakesTheAnswerIncomplete() {
        host.folder("sys/kernel/scst_tgt/devices/disk1");
        assertThat(gaps()).singleElement().asString().contains("disk1");
    }

    @Test
    void aUserSpaceFileSystemThatNamesItsDiskIsBelieved() {
        host.mount("0:71", "/f", "fuse.ext4", "/dev/mapper/mpatha");
        assertThat(users(host.read(), 0))
                .containsExactly("filesys: fuse.ext4 file system mounted at /f on mpatha");
    }

    @Test
    void processesThatAreNotEvenListedAreMissed() {
        host.process(70, "sh", "1");
        assertThat(host.read().unseen()).singleElement().asString().contains("hidepid");
    }

    @Test
    void aContainerSeesNothingOfTheHostAndSaysSo() {
        host.link("proc/self/ns/pid", "pid:[4026531836]");
        assertThat(gaps()).isEmpty();
        host.replaceLink("proc/self/ns/pid", "pid:[4026532198]");
        assertThat(gaps()).singleElement().asString().contains("container");
    }

    @Test
    void whatTheFirstProcessHasMountedIsWhatItIsToTheSystem() {
        host.mount("253:0", "/host", "ext4", "/dev/dm-0")
                .process(1, "init", "1")
                .mountFor(1, "253:0", "/boot", "ext4", "/dev/dm-0");
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void aFileBelowTwoMountsInOnePlaceIsNotTracedToTheUpperOne() {
        host.mount("253:0", "/srv", "ext4", "/dev/dm-0").swap("/srv/swap", "file");
        assertThat(gaps()).isEmpty();
        host.mount("253:1", "/srv", "ext4", "/dev/dm-1");
        assertThat(gaps()).singleElement().asString().contains("/srv/swap");
    }

    @Test
    void aSwapFileThatSeemsToBeInMemoryIsHiddenByAMount() {
        host.mount("0:24", "/home", "tmpfs", "tmpfs").swap("/home/swapfile", "file");
        assertThat(gaps()).singleElement().asString().contains("/home/swapfile");
    }

    @Test
    void aFileThatSystemdHidesIsNotTracedToMemory() {
        host.cover("/home").loop(0, "/home/user/image");
        assertThat(gaps()).singleElement().asString().contains("/home/user/image");
    }

    @Test
    void aLoopFileInMemoryIsNobodysUseOfADisk() {
        host.mount("0:24", "/tmp", "tmpfs", "tmpfs").loop(0, "/tmp/image");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aRootOfTheCommandLineThatCannotBeTracedMakesTheAnswerIncomplete(@TempDir Path live) {
        host = new FakeHost(live).multipath(0);
        host.write("proc/self/mountinfo", "25 1 0:30 / / rw - overlay overlay rw\n");
        host.write("proc/cmdline", "root=UUID=abc ro\n");
        assertThat(gaps()).singleElement().asString().contains("UUID=abc");
        host.write("proc/cmdline", "root=live:CDLABEL=x ro\n");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aFolderForCrashDumpsThatCannotBeTracedMakesTheAnswerIncomplete() {
        host.write("sys/kernel/kexec_crash_loaded", "1\n")
                .mount("0:72", "/var", "overlay", "overlay");
        assertThat(gaps()).singleElement().asString().contains("/var/crash");
    }
}
