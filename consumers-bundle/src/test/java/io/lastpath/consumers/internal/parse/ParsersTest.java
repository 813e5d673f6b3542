// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    @Test
    void aMountHasItsNumberPointTypeAndSourceWithoutEscapes() throws Exception {
        String text =
                "30 25 253:1 /sub /mnt/a\\040b rw shared:1 master:2 - ext4 /dev/mapper/a\\134b rw\n";

        assertThat(MountInfo.parse(text))
                .containsExactly(
                        new Mount(
                                "253:1",
                                "/sub",
                                "/mnt/a b",
                                "ext4",
                                "/dev/mapper/a\\b",
                                List.of(),
                                List.of()));
    }

    @Test
    void anOverlayTellsItsFolders() throws Exception {
        String line = "30 25 0:30 / / rw - overlay overlay rw,";
        String folders = "lowerdir=/a\\134:b:/c\\134,d::/e,upperdir=/f\\040g,workdir=/w\n";
        assertThat(MountInfo.parse(line + folders).get(0).layers())
                .containsExactly("/a:b", "/c,d", "/e", "/f g");
        assertThat(MountInfo.parse(line + "lowerdir+=/a,datadir+=/b\n").get(0).layers())
                .containsExactly("/a", "/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "25 1 253:0 / / rw",
                "25 1 253:0 / / rw - ext4\n",
                "25 1 253 / / rw - ext4 /dev/vda rw\n",
                "25 1 253:0 / relative rw - ext4 /dev/vda rw\n",
                "25 1 253:0 / / rw shared:1 ext4 /dev/vda rw more\n"
            })
    void whatTheKernelNeverWritesIsNoMount(String text) {
        assertThatThrownBy(() -> MountInfo.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void swapAreasAreDevicesAndFiles() throws Exception {
        String text =
                "Filename\tType\tSize\tUsed\tPriority\n"
                        + "/dev/dm-6   partition\t1\t0\t-2\n"
                        + "/a\\040b   file\t1\t0\t-3\n";

        assertThat(Swaps.parse(text))
                .isEqualTo(
                        List.of(new Swaps.Swap("/dev/dm-6", false), new Swaps.Swap("/a b", true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Filename",
                "/dev/dm-6 partition 1 0 -2\n",
                "Filename\nx\n",
                "Filename\n"
            })
    void aListWithoutItsHeadingOrWithAForeignLineIsNone(String text) {
        assertThatThrownBy(() -> Swaps.parse(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "mpath-36001, MULTIPATH",
        "part1-mpath-36001, PARTITION",
        "part12-DMRAID-x, PARTITION",
        "CRYPT-LUKS2-0a-home, CRYPT",
        "crypt-plain-x, CRYPT",
        "LVM-TE9xP0Dxz2I4b3iwYCVL7PNEgZbw1r2BWSZZ8pRF3vOEqPDEhI15yyqfTdcQGNc2, LVM",
        "LVM-TE9xP0Dxz2I4b3iwYCVL7PNEgZbw1r2BWSZZ8pRF3vOEqPDEhI15yyqfTdcQGNc2-cow, LVM_PART",
        "'', OTHER",
        "VDO-1, OTHER"
    })
    void thePrefixOfAUuidTellsWhatMadeTheMap(String uuid, MapUuid kind) throws Exception {
        assertThat(MapUuid.parse(uuid + "\n")).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mpath-3600", "mpath-36 00\n", "\u0000\n"})
    void aUuidThatTheKernelCannotHaveWrittenIsMalformed(String text) {
        assertThatThrownBy(() -> MapUuid.parse(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "raid0, 4, 0, 0",
        "linear, 4, 0, 0",
        "raid1, 3, 0, 2",
        "raid4, 4, 0, 1",
        "raid5, 4, 0, 1",
        "raid6, 4, 0, 2",
        "raid10, 4, 258, 1",
        "raid10, 6, 259, 2",
        "raid10, 4, 513, 1"
    })
    void anArrayCanLoseWhatItsLevelSays(String level, String disks, String layout, int lost)
            throws Exception {
        assertThat(RaidLevel.tolerance(level + "\n", disks + "\n", layout + "\n")).isEqualTo(lost);
    }

    @Test
    void anUnknownLevelIsMalformed() {
        assertThatThrownBy(() -> RaidLevel.tolerance("raid7\n", "4", "0"))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "in_sync, false",
        "'in_sync,write_mostly', false",
        "journal, false",
        "spare, true",
        "faulty, true",
        "'blocked,faulty', true"
    })
    void onlyWhatTheArrayDoesNotCountOnIsExpendable(String state, boolean expendable)
            throws Exception {
        assertThat(MemberState.isExpendable(state + "\n")).isEqualTo(expendable);
    }

    @Test
    void theWeakestProfileDecides() {
        assertThat(BtrfsProfile.tolerance(List.of("raid1c3", "raid1"))).isEqualTo(1);
        assertThat(BtrfsProfile.tolerance(List.of("raid1", "single"))).isZero();
        assertThat(BtrfsProfile.tolerance(List.of())).isZero();
    }

    @Test
    void theLastRootOfTheCommandLineCounts() {
        assertThat(CommandLine.root("ro root=/dev/a quiet root=\"UUID=1-2\"\n"))
                .contains("UUID=1-2");
        assertThat(CommandLine.root("quiet\n")).isEmpty();
    }

    @Test
    void dumpsGoToAFolderOrToADevice() {
        assertThat(DumpSettings.folder("# c\npath /dumps\n")).contains("/dumps");
        assertThat(DumpSettings.folder("KDUMP_COREDIR=\"/var/d\"\n")).contains("/var/d");
        assertThat(DumpSettings.device("xfs LABEL=dump\n")).contains("LABEL=dump");
        assertThat(DumpSettings.device("#ext4 /dev/sda1\nnfs host:/x\n")).isEmpty();
    }
}
