// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that does not show what it stands on may stand on any disk, if anybody uses it. */
class OpaqueDevicesTest {

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithAMultipathedDisk(@TempDir Path root) {
        host = new FakeHost(root).multipath(0);
    }

    private List<String> gaps() {
        return host.read().gaps(resource(0));
    }

    @Test
    void aVolumeOfAnotherVolumeManagerIsAGapWhileItIsUsed() {
        host.virtualDisk("VxVM10001", "199:10001").virtualDisk("VxVM10002", "199:10002");
        assertThat(gaps()).isEmpty();
        host.mount("199:10001", "/oradata", "vxfs", "/dev/vx/dsk/dg/vol");
        assertThat(gaps()).containsExactly("what VxVM10001 stands on cannot be read");
    }

    @Test
    void soIsOneOfWhichTheFileSystemHasNoNumber() {
        host.virtualDisk("asm!vol-1", "250:1").mount("0:60", "/acfs", "acfs", "/dev/asm/vol-1");
        assertThat(gaps()).containsExactly("what asm!vol-1 stands on cannot be read");
    }

    @Test
    void soIsOneThatIsUsedByWhatStandsOnIt() {
        host.virtualDisk("emcpowera", "120:0").logicalVolume(9, "vg-lv", "emcpowera");
        assertThat(gaps()).containsExactly("what emcpowera stands on cannot be read");
    }

    @Test
    void soIsOneThatSwapOrAPartitionIsOn() {
        host.virtualDisk("sddlmaa", "121:0").partition("sddlmaa", 1, "121:1");
        assertThat(gaps()).isEmpty();
        host.swap("/dev/sddlmaa1", "partition");
        assertThat(gaps()).containsExactly("what sddlmaa stands on cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"part1-mpath-360", "CRYPT-LUKS2-0123", "", "mine"})
    void soIsALayerOfDeviceMapperThatACopyShowsOnNothingWhetherItIsMountedOrNot(String uuid) {
        host.map(9, "data", uuid);
        assertThat(gaps()).containsExactly("what dm-9 (data) stands on cannot be read");
        host.mount("253:9", "/srv", "ext4", "/dev/mapper/data");
        assertThat(gaps()).containsExactly("what dm-9 (data) stands on cannot be read");
    }

    @Test
    void soIsALogicalVolumeThatACopyShowsOnNothing() {
        host.logicalVolume(9, "vg-lv");
        assertThat(gaps()).containsExactly("what dm-9 (vg-lv) stands on cannot be read");
    }

    @Test
    void soIsOneOfWhichTheFolderIsMissing() throws IOException {
        host.map(9, "luks-x", "CRYPT-LUKS2-0123");
        Files.delete(host.root().resolve("sys/block/dm-9/slaves"));
        assertThat(gaps()).containsExactly("what dm-9 (luks-x) stands on cannot be read");
    }

    @Test
    void aMultipathedDiskWithoutAPathIsNone() {
        host.map(9, "mpathj", "mpath-36009");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aDeviceWithoutATableIsNone() {
        host.map(9, "empty", "").write("sys/block/dm-9/size", "0\n");
        assertThat(gaps()).isEmpty();
        host.write("sys/block/dm-9/size", "2048\n");
        assertThat(gaps()).isNotEmpty();
    }

    @Test
    void aKernelThatRunsShowsWhatThereIs() {
        host.map(9, "zeros", "").write("proc/self/stat", "4711 (java) S 1");
        assertThat(gaps()).isEmpty();
        host.mount("253:9", "/srv", "ext4", "/dev/mapper/zeros");
        assertThat(gaps()).containsExactly("what dm-9 (zeros) stands on cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"zero, true", "error, true", "crypt, false", "linear, false"})
    void whatTheToolSaidOfARecordedHostTellsWhetherADeviceStandsOnAnything(
            String target, boolean none) {
        host.map(9, "v: w", "").write("sys/block/dm-9/size", "2048\n");
        host.write("dmsetup-status.txt", "v: 0 8 crypt \nv: w: 0 2048 " + target + " \n");
        assertThat(gaps().isEmpty()).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "my\\x20zero, my zero, true",
        "my\\x20zero, my\\x20zero, true",
        "a\\x5cx20\\x2f, a\\x20/, true",
        "my\\x20zero, your zero, false"
    })
    void theToolWritesABlankInANameAsOne(String name, String told, boolean none) {
        host.map(9, name, "").write("sys/block/dm-9/size", "2048\n");
        host.write("dmsetup-status.txt", told + ": 0 2048 zero \n");
        assertThat(gaps().isEmpty()).isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ram0", "nbd1", "rbd2", "rnbd0", "nullb0", "etherd!e1.1"})
    void whatStandsOnNoDiskIsNone(String name) {
        host.virtualDisk(name, "122:0").mount("122:0", "/srv", "ext4", "/dev/" + name);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aDiskOfHardwareIsNone() {
        host.disk("sdz", "65:144").mount("65:144", "/srv", "ext4", "/dev/sdz");
        assertThat(gaps()).isEmpty();
    }
}
