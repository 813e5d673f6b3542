// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A path whose disk has become another one than its map is no way to the map's disk. */
class OtherDiskTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String PORT_OF_TARGET = "6193" + "0008" + "5000c5aa00000100";
    private static final String NAA = "0103" + "0008" + "5000c50000001001";
    private static final String OTHER_NAA = "0103" + "0008" + "5000c5000000dead";
    private static final String EXTENDED = "0103" + "0010" + "6001405abea000001000000000000000";
    private static final String EUI = "0102" + "0008" + "0025385b71b04d1e";
    private static final String T10 = "0201" + "0010" + text("IET     00010001");
    private static final String OTHER_T10 = "0201" + "0010" + text("IET     00010002");
    private static final String T10_OF_ANOTHER_VENDOR = "0201" + "0010" + text("ATA     00010001");
    private static final String NO_T10 = "0201" + "0000";
    private static final String T10_WITH_MARKS = "0201" + "0010" + text("IET     00/10001");
    private static final String T10_WITH_ZEROS = "0201" + "0012" + text("IET     0001\0\0junk");
    private static final String VENDOR_ALONE = "0201" + "000c" + text("IET\0\0\0\0\0" + "0002");
    private static final String BINARY_T10 = "0101" + "000b" + text("MSFT    ") + "aabbcc";
    private static final String VENDOR_SPECIFIC = "0200" + "000a" + text("labdev0001");

    @TempDir private Path temp;
    private FakeSysfs host;
    private String disk;

    @BeforeEach
    void aHostWithTwoHbas() throws IOException {
        host = new FakeSysfs(temp).scsiHost(ONE, 0, "qla2xxx").scsiHost(TWO, 1, "qla2xxx");
        disk = host.scsiDisk(TWO + "/host1", 0);
        host.map(0, "mpath-1", "mpatha", disk);
    }

    private static String longT10(char mark) {
        return "0201" + "00d0" + text("IET     " + String.valueOf(mark).repeat(200));
    }

    private static String text(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private DevicePath path(String identity) throws IOException {
        host.attribute("/virtual/block/dm-0/dm/uuid", "mpath-" + identity);
        assertThat(RecordedHost.unreadable(RecordedHost.read(temp))).isEmpty();
        return List.copyOf(RecordedHost.clients(RecordedHost.read(temp)).get(0).paths()).get(0);
    }

    private static List<Arguments> others() {
        return List.of(
                arguments("35000c50000001001", OTHER_NAA + PORT_OF_TARGET),
                arguments("36001405abea000002000000000000000", EXTENDED),
                arguments("35000c50000001001", EXTENDED + EUI + OTHER_T10),
                arguments("36001405abea000001000000000000000", NAA),
                arguments("1IET_00\\x2f10002", T10_WITH_MARKS),
                arguments("1IET_0001", T10_WITH_ZEROS.replace("3031", "3032")),
                arguments("1IET_" + "x".repeat(117), longT10('y')),
                arguments("20025385b71b04d1f", EUI + NAA),
                arguments("1IET_00010001", OTHER_T10));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aPathThatHasBecomeAnotherDiskIsNoSpare(String identity, String page) throws IOException {
        host.page(disk, page);

        assertThat(path(identity).state()).isEqualTo(PathState.UNKNOWN);
        assertThat(path(identity).evidence()).isEqualTo("sysfs running, vpd another disk");
    }

    /** A disk may have several names, and multipath-tools may be told to make its own. */
    private static List<Arguments> same() {
        return List.of(
                arguments("35000c50000001001", NAA + PORT_OF_TARGET),
                arguments("35000C50000001001", OTHER_NAA + NAA + EXTENDED),
                arguments("36001405abea000001000000000000000", EXTENDED + OTHER_NAA),
                arguments("20025385b71b04d1e", EUI + NAA),
                arguments("1IET_____00010001", T10),
                arguments("1IET_00010001", T10_OF_ANOTHER_VENDOR),
                arguments("1IET_00010001", NO_T10),
                arguments("1IET_00_10001_", T10_WITH_MARKS),
                arguments("1IET\\x20\\x20\\x20\\x20\\x2000\\x2F10001", T10_WITH_MARKS),
                arguments("1IET_00\\x5cx2f10001", T10_WITH_MARKS),
                arguments("1IET_0001", T10_WITH_ZEROS),
                arguments("1IET_0001_junk", T10_WITH_ZEROS),
                arguments("1IET_" + "x".repeat(117), longT10('x')),
                arguments("1IET_" + "x".repeat(114) + "\\x7", longT10('x')),
                arguments("1MSFT_____", BINARY_T10),
                arguments("1IET_0001", VENDOR_ALONE),
                arguments("31234567890abcdef", NAA),
                arguments("35000c50000001001", OTHER_NAA + "01030010" + "6001"),
                arguments("3PARdata_00001001", OTHER_NAA),
                arguments("0QEMU_labdev0002", VENDOR_SPECIFIC),
                arguments("QEMU_HARDDISK_QM00005", VENDOR_SPECIFIC + OTHER_NAA),
                arguments("35000c50000001001", PORT_OF_TARGET),
                arguments("35000c50000001001", ""));
    }

    @ParameterizedTest
    @MethodSource("same")
    void aPathIsTakenForItsMapsDiskWhereItsNamesDoNotTellOtherwise(String identity, String page)
            throws IOException {
        host.page(disk, page);

        assertThat(path(identity).state()).isEqualTo(PathState.ONLINE);
    }
}
