// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who uses a path of a map beside the map has no other path, and is found. */
class PathUsersTest {

    private static final String HOST = "/devices/pci0000:00/0000:00:03.0/host0/target0:0:0/";
    private static final String SDA = HOST + "0:0:0:0/block/sda";
    private static final String SDB = HOST + "0:0:0:16/block/sdb";

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithAMapOverTwoScsiDisks(@TempDir Path root) {
        host = new FakeHost(root).scsiMultipath(0, "sda", "sdb");
    }

    private static List<String> usersOf(HostUse use, String disk) {
        return use.stakes(disk).stream()
                .map(stake -> stake.use().module() + ": " + stake.text())
                .sorted()
                .toList();
    }

    @Test
    void aPathThatNobodyUsesByItselfIsNoDiskOfItsOwn() {
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpath0");
        HostUse use = host.read();

        assertThat(use.hiddenByDisk()).containsOnlyKeys(resource(0));
        assertThat(usersOf(use, SDA)).isEmpty();
        assertThat(use.loss(Set.of(SDA)).of("dm-0")).isEqualTo(Fate.KEPT);
    }

    @Test
    void whatDeviceMapperPutsOnAPathIsAUserOfThatDiskAndNotOfTheMap() {
        host.logicalVolume(9, "vg-lv", "sda")
                .mount("253:9", "/usr", "ext4", "/dev/mapper/vg-lv")
                .map(8, "luks", "CRYPT-LUKS2-x-luks", "sdb")
                .swap("/dev/dm-8", "partition");
        HostUse use = host.read();

        assertThat(usersOf(use, SDA))
                .containsExactly(
                        "filesys: ext4 file system mounted at /usr on vg-lv on sda",
                        "lvm: logical volume vg-lv on sda");
        assertThat(usersOf(use, SDB))
                .containsExactly("dm: encrypted device luks on sdb", "swap: swap on luks on sdb");
        assertThat(users(use, 0)).isEmpty();
        assertThat(use.hiddenByDisk()).containsOnlyKeys(resource(0), SDA, SDB);
        Stake stake = use.stakes(SDA).get(0);
        assertThat(use.loss(Set.of(SDA)).of(stake.use().devices(), stake.use().redundancy()))
                .isEqualTo(Fate.LOST);
    }

    @Test
    void aPathOrAPartitionOfItThatIsUsedItselfIsFoundByNumberAndByName() {
        host.partition("sda", 1, "8:1")
                .partition("sda", 2, "8:2")
                .mount("8:1", "/boot", "ext4", "/dev/sda1")
                .mount("8:2", "/srv", "xfs", "/dev/disk/by-label/srv")
                .swap("/dev/sdb", "partition")
                .array(3, "raid1", 0, "sda2", "vda");

        assertThat(usersOf(host.read(), SDA))
                .containsExactly(
                        "filesys: ext4 file system mounted at /boot on sda1 on sda",
                        "filesys: xfs file system mounted at /srv on sda2 on sda",
                        "md: raid1 array md3 on sda2 on sda");
        assertThat(usersOf(host.read(), SDB)).containsExactly("swap: swap on sdb");
    }

    @Test
    void theHoldersOfAPathTellOfAVolumeThatDoesNot() throws IOException {
        host.logicalVolume(9, "vg-lv", "sda").partition("sdb", 1, "8:17");
        host.logicalVolume(8, "vg-two").link("sys/block/sdb/sdb1/holders/dm-8", "../x/dm-8");
        Files.delete(host.root().resolve("sys/block/dm-9/slaves/sda"));

        assertThat(usersOf(host.read(), SDA)).containsExactly("lvm: logical volume vg-lv on sda");
        assertThat(usersOf(host.read(), SDB))
                .containsExactly("lvm: logical volume vg-two on sdb1 on sdb");
    }

    @Test
    void holdersThatCannotBeListedOrAreNotThereMakeThePathIncomplete() throws IOException {
        Files.delete(host.root().resolve("sys/block/sda/holders/dm-0"));
        Files.delete(host.root().resolve("sys/block/sda/holders"));
        host.link("sys/block/sdb/holders/dm-7", "../../dm-7");
        HostUse use = host.read();

        assertThat(use.gaps(resource(0))).isEmpty();
        assertThat(use.gaps(SDA)).singleElement().asString().endsWith("sda/holders is missing");
        assertThat(use.gaps(SDB))
                .singleElement()
                .asString()
                .endsWith("does not hold dm-7, which stands on sdb");
    }

    @Test
    void numbersThatCannotBeReadAreNamed() throws IOException {
        host.replaceLink("sys/dev/block/8:0", "nowhere");
        assertThat(host.read().gaps(resource(0)))
                .singleElement()
                .asString()
                .endsWith("8:0 does not lead to a device");
    }

    @Test
    void aPathThatHasGoneIsNoGap() throws IOException {
        Files.delete(host.root().resolve("sys/block/sda"));
        Files.delete(host.root().resolve("sys/dev/block/8:0"));

        HostUse use = host.read();
        assertThat(use.hiddenByDisk()).containsOnlyKeys(resource(0));
        assertThat(use.gaps(resource(0))).isEmpty();
    }

    @Test
    void whoHasAPathOpenIsAUserUnlessItIsWhoLooksAfterPaths() throws IOException {
        host.process(1, "init", "1")
                .process(7, "multipathd", "1", "/dev/sda", "/dev/sdb")
                .process(8, "(udev-worker)", "1", "/dev/sda")
                .process(9, "dd", "1", "/dev/sdb");
        HostFiles files =
                new HostFiles(host.root()) {
                    @Override
                    public Optional<Node> node(String path) throws IOException {
                        String number = link(path).equals("/dev/sda") ? "8:0" : "8:16";
                        return Optional.of(new Node(true, number));
                    }
                };
        HostUse use = new HostScan(files).read();

        assertThat(usersOf(use, SDA)).isEmpty();
        assertThat(usersOf(use, SDB)).containsExactly("openfiles: opened by dd (process 9), sdb");
    }

    @Test
    void aRootThatTheCommandLineHasOnAPathMayBeOnItsMap(@TempDir Path folder) {
        FakeHost live = new FakeHost(folder).scsiMultipath(0, "sda", "sdb");
        live.write("proc/cmdline", "root=/dev/sda\n")
                .write("proc/self/mountinfo", "25 1 0:30 / / rw - overlay overlay rw\n");

        assertThat(live.read().gaps(resource(0)))
                .singleElement()
                .asString()
                .endsWith("has the root on /dev/sda, which cannot be traced to a disk");
    }
}
