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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What uses a file system over several disks uses each of them. */
class SeveralDisksTest extends IdleHost {

    private static final String SOURCE = "/dev/mapper/mpatha:/dev/mapper/mpathb";

    /** bcachefs has the number of its first member, or none of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"253:0", "0:77"})
    void eachMemberOfAFileSystemIsUsedWhicheverNumberItHas(String number) {
        host.mount(number, "/srv/bc", "bcachefs", SOURCE);

        for (int map = 0; map < 2; map++) {
            assertThat(users(host.read(), map))
                    .singleElement()
                    .asString()
                    .startsWith("filesys: bcachefs file system mounted at /srv/bc on mpath");
        }
        assertThat(gaps()).isEmpty();
    }

    @Test
    void soIsAMemberThatIsInNoMap() {
        host.plainDisk("sdz", "65:144").mount("253:0", "/bc", "bcachefs", "/dev/dm-0:/dev/sdz");

        assertThat(host.read().usedBy("filesys"))
                .containsOnlyKeys(
                        resource(0),
                        "/devices/pci0000:00/0000:00:03.0/host0/target0:0:0/0:0:0:144/block/sdz");
    }

    @Test
    void soIsOneOfAFileSystemThatAnotherNameSpaceHas() {
        host.process(1, "init", "1")
                .process(80, "box", "2")
                .mountFor(80, "253:0", "/bc", "bcachefs", SOURCE);

        assertThat(users(host.read(), 1))
                .singleElement()
                .asString()
                .contains("bcachefs file system mounted at /bc in the mount name space of box");
    }

    @Test
    void aMemberThatCannotBeTracedMakesTheAnswerIncompleteByName() {
        host.mount("253:0", "/bc", "bcachefs", "/dev/dm-0:/dev/mapper/nowhere");

        assertThat(gaps())
                .singleElement()
                .asString()
                .contains("mounted at /bc")
                .endsWith("/dev/mapper/nowhere cannot be traced to a disk");
    }

    private void assertThatBothAreWhatTheSystemNeeds() {
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }

    private void btrfsOn(String point, String profile) {
        host.btrfs("u", profile, "dm-0", "dm-1").mount("0:51", point, "btrfs", "/dev/dm-0");
    }

    @Test
    void aSwapFileIsOnEachDiskOfItsBtrfs() {
        btrfsOn("/data", "single");
        host.swap("/data/swapfile", "file");

        assertThatBothAreWhatTheSystemNeeds();
        assertThat(users(host.read(), 1)).contains("swap: swap file /data/swapfile on mpathb");
    }

    @Test
    void aSwapFileIsOnTheLogOfItsFileSystem() {
        host.disk("vdb", "254:16").mount("254:16", "/x", "xfs", "/dev/vdb").swap("/x/swap", "file");
        host.options(
                host.root().resolve("proc/self/mountinfo"), "rw,logdev=/dev/dm-0,rtdev=/dev/dm-1");

        assertThatBothAreWhatTheSystemNeeds();
    }

    @Test
    void aLoopFileIsOnEachDiskOfItsBtrfs() {
        btrfsOn("/data", "single");
        host.loop(0, "/data/boot.img").mount("7:0", "/boot", "ext4", "/dev/loop0");

        assertThatBothAreWhatTheSystemNeeds();
        assertThat(users(host.read(), 1))
                .contains(
                        "filesys: ext4 file system mounted at /boot on loop0 on mpathb",
                        "loop: loop device loop0 on mpathb");
    }

    @Test
    void aLoopFileLivesOnAsItsBtrfsDoes() {
        btrfsOn("/data", "raid1");
        host.loop(0, "/data/boot.img").mount("7:0", "/boot", "ext4", "/dev/loop0");

        assertThat(fate(host.read(), "loop", 0)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "loop", 1)).isEqualTo(Fate.WEAKENED);
        assertThat(fate(host.read(), "loop", 0, 1)).isEqualTo(Fate.LOST);
    }

    @Test
    void crashDumpsGoToEachDiskOfTheirBtrfs() {
        btrfsOn("/dumps", "single");
        host.write("sys/kernel/kexec_crash_loaded", "1\n").write("etc/kdump.conf", "path /dumps\n");

        assertThatBothAreWhatTheSystemNeeds();
    }

    @Test
    void theRootThatAnOverlayCoversIsOnEachDiskOfItsBtrfs(@TempDir Path live) {
        host = new FakeHost(live).multipath(0).multipath(1);
        host.btrfs("u", "single", "dm-0", "dm-1")
                .write("proc/cmdline", "root=/dev/mapper/mpatha ro\n")
                .write("proc/self/mountinfo", "25 1 0:30 / / rw - overlay overlay rw\n");

        assertThatBothAreWhatTheSystemNeeds();
    }
}
