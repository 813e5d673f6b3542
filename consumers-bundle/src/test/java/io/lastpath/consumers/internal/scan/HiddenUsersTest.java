// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.fate;
import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Users that do not show in the table of mounts are found, or it is said who may be missed. */
class HiddenUsersTest extends IdleHost {

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
    void aFuseFileSystemWithoutADiskHidesNobody() {
        host.mount("0:70", "/run/user/portal", "fuse.portal", "/dev/fuse");

        assertThat(host.read().gaps(resource(0))).isEmpty();
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
    void aCacheOfBcacheIsAsGraveAsWhoUsesWhatItIsTheCacheOf() {
        host.disk("bcache0", "252:0");
        host.link("sys/block/bcache0/slaves/dm-0", "../../dm-0");
        host.mount("252:0", "/usr", "xfs", "/dev/bcache0");
        String set = "sys/fs/bcache/11111111-2222-3333-4444-555555555555/";
        host.link(set + "cache0", "../../../devices/virtual/block/dm-1/bcache");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.DATA_CRITICAL);

        host.link(set + "bdev0", "../../../devices/virtual/block/dm-0/bcache");

        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(users(host.read(), 1))
                .containsExactly(
                        "dm: bcache cache on mpathb",
                        "dm: device bcache0 on mpathb",
                        "filesys: xfs file system mounted at /usr on bcache0 on mpathb");
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(gaps()).isEmpty();
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
}
