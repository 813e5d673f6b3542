// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.tool.RecordedTools;
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

/** Hosts of which no recording is at hand, and states that last a moment only. */
class HostReaderTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    @TempDir Path temp;
    private FakeSysfs host;

    @BeforeEach
    void host() throws IOException {
        host = new FakeSysfs(temp);
    }

    private List<DeviceNode> read() throws IOException {
        return RecordedHost.read(temp);
    }

    private List<String> phcisOfTheOnlyClient() throws IOException {
        List<DeviceNode> nodes = read();
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes)).hasSize(1);
        return RecordedHost.clients(nodes).get(0).paths().stream().map(RecordedHost::phci).toList();
    }

    @Test
    void aFunctionWithSeveralHostsHasAPhciForEach() throws Exception {
        String function = "/pci0000:00/0000:00:1f.2";
        host.scsiHost(function + "/ata1", 0, "ahci").scsiHost(function + "/ata2", 1, "ahci");
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(function + "/ata2/host1", 0));

        assertThat(phcisOfTheOnlyClient()).containsExactly(function + "/ata2");
        assertThat(RecordedHost.phcis(read()))
                .containsExactly(function + "/ata1", function + "/ata2");
    }

    @Test
    void aVirtualPortOfAnHbaIsTheSamePhci() throws Exception {
        host.scsiHost(ONE, 5, "lpfc").scsiHost(ONE + "/host5/vport-5:0-0", 6, "lpfc");
        host.map(
                0,
                "mpath-1",
                "mpatha",
                host.scsiDisk(ONE + "/host5", 0),
                host.scsiDisk(ONE + "/host5/vport-5:0-0/host6", 0));

        assertThat(phcisOfTheOnlyClient()).containsExactly(ONE, ONE);
    }

    @Test
    void theLastPciFunctionAboveTheHostIsThePhci() throws Exception {
        String vmd = "/pci0000:16/0000:16:05.5/pci10000:00/10000:00:02.0/10000:01:00.0";
        host.scsiHost(vmd, 0, "mpt3sas");
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(vmd + "/host0", 0));

        assertThat(phcisOfTheOnlyClient()).containsExactly(vmd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css0/0.0.000a/0.0.1900",
                "/LNXSYSTM:00/LNXSYBUS:00/ACPI0004:00/VMBUS:00/565b810e-cd29-44f1-8135-81d820149f29"
            })
    void whereThereIsNoPciTheDeviceOfTheBusIsThePhci(String adapter) throws Exception {
        host.scsiHost(adapter, 3, "any");
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(adapter + "/host3", 0));

        assertThat(phcisOfTheOnlyClient()).containsExactly(adapter);
    }

    @Test
    void aPciFunctionThatHyperVPassesThroughIsThePhci() throws Exception {
        String function =
                "/LNXSYSTM:00/VMBUS:00/9e3cb4a2-3c5a-4f29-a754-569de3eef38b/pci3c5a:00/3c5a:00:00.0";
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(function + "/host0", 0));

        assertThat(phcisOfTheOnlyClient()).containsExactly(function);
    }

    @Test
    void anHbaWithoutAnyDiskIsShownBesideItsLikes() throws Exception {
        host.scsiHost(ONE, 0, "qla2xxx").scsiHost(TWO, 1, "qla2xxx");
        host.scsiHost("/pci0000:00/0000:00:1f.2/ata1", 2, "ahci");
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0));

        assertThat(RecordedHost.phcis(read())).containsExactly(ONE, TWO);
    }

    @Test
    void theTargetPortIsThatOfTheTransport() throws Exception {
        String fc = ONE + "/host0/rport-0:0-1";
        String sas = TWO + "/host1/port-1:0/end_device-1:0";
        host.file("sys/class/fc_remote_ports/rport-0:0-1/port_name", "0x500a09819b2f0a01\n");
        host.attribute(sas + "/sas_device/end_device-1:0/sas_address", "0x5000c5004a2b1f99");
        host.map(0, "mpath-1", "mpatha", target(fc, "0:0:1:0"), target(sas, "1:0:0:0"));

        assertThat(RecordedHost.clients(read()).get(0).paths())
                .extracting(DevicePath::targetPort)
                .containsExactly("naa.500a09819b2f0a01", "naa.5000c5004a2b1f99");
    }

    private String target(String above, String address) throws IOException {
        String scsi = above + "/target0/" + address;
        host.attribute(scsi + "/state", "running");
        return host.disk(scsi + "/block/sd" + address.charAt(0));
    }

    @Test
    void aPathOfWhichTheDiskIsGoneIsListedAndOffline() throws Exception {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.map(0, "mpath-1", "mpatha", disk);
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 2 2 8:0 A 0 0 1 8:64 A 3 0 1\n");

        List<DeviceNode> nodes = read();

        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .extracting(path -> path.state() + ", " + path.evidence())
                .containsExactly("ONLINE, sysfs running, dm A", "OFFLINE, disk gone, dm A");
    }

    @Test
    void aDiskThatLostItsDeviceHandlerHasNoAccessState() throws Exception {
        host.map(0, "mpath-1", "mpatha", diskThatRefusesItsAccessState("detached"));

        List<DeviceNode> nodes = read();

        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .extracting(path -> path.state() + ", " + path.evidence())
                .containsExactly("ONLINE, sysfs running");
    }

    @ParameterizedTest
    @CsvSource({
        "alua, 0x12, 'OFFLINE, sysfs running, access standby, tpgs implicit'",
        "alua, 0x02, 'OFFLINE, sysfs running, access standby, tpgs none'",
        "alua, 0x22, 'STANDBY, sysfs running, access standby'",
        "alua, 0x32, 'STANDBY, sysfs running, access standby'",
        "rdac, 0x12, 'STANDBY, sysfs running, access standby'"
    })
    void aPathInStandbyIsUsableOnlyIfAHostCanHaveItTakeOver(
            String handler, String flags, String state) throws Exception {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        String scsi = disk.substring(0, disk.indexOf("/block/"));
        host.attribute(scsi + "/access_state", "standby").attribute(scsi + "/dh_state", handler);
        byte[] inquiry = new byte[36];
        inquiry[5] = Byte.decode(flags);
        Path file = temp.resolve("sys/devices" + scsi + "/inquiry");
        Files.write(file, inquiry);
        host.map(0, "mpath-1", "mpatha", disk);

        List<DeviceNode> nodes = read();
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .extracting(path -> path.state() + ", " + path.evidence())
                .containsExactly(state);

        Files.write(file, new byte[5]);
        assertThat(RecordedHost.unreadable(read()).isEmpty()).isEqualTo(handler.equals("rdac"));
    }

    @Test
    void anAccessStateThatItsDeviceHandlerDoesNotTellMakesTheTreeIncomplete() throws Exception {
        host.map(0, "mpath-1", "mpatha", diskThatRefusesItsAccessState("alua"));

        assertThat(RecordedHost.unreadable(read()))
                .singleElement()
                .asString()
                .contains("access_state");
    }

    /** A folder in place of the file stands for a file that is there and cannot be read. */
    private String diskThatRefusesItsAccessState(String handler) throws IOException {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        String scsi = disk.substring(0, disk.indexOf("/block/"));
        host.attribute(scsi + "/access_state/in-the-way", "");
        host.attribute(scsi + "/preferred_path", "0").attribute(scsi + "/dh_state", handler);
        return disk;
    }

    @Test
    void whatTheKernelFailedIsNotMadeGoodByAnybodyElse() throws Exception {
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0));
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 7 0 1\n");

        assertThat(RecordedHost.clients(read()).get(0).paths())
                .extracting(path -> path.state() + ", " + path.evidence())
                .containsExactly("FAULT, sysfs running, dm F");
    }

    @Test
    void aMapThatOnlyTheKernelTellsOfMakesTheTreeIncomplete() throws Exception {
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0));
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1\n"
                        + "mpathz: 0 8 multipath 2 0 0 0 0 0\n");

        assertThat(RecordedHost.unreadable(read()))
                .extracting(DeviceNode.Unreadable::reason)
                .singleElement()
                .asString()
                .contains("mpathz");
    }

    @Test
    void aDiskWithoutAnInitiatorPortMakesTheTreeIncomplete() throws Exception {
        host.map(0, "mpath-1", "mpatha", host.disk("/virtual/block/ram0"));

        assertThat(RecordedHost.unreadable(read()))
                .extracting(gap -> gap.where() + " " + gap.reason())
                .containsExactly(
                        "path ram0 of mpatha has no initiator port above /virtual/block/ram0");
    }

    @Test
    void aStateThatNobodyKnowsIsNamedAndNotUsable() throws Exception {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.attribute(disk.substring(0, disk.indexOf("/block")) + "/state", "sleepy");
        host.map(0, "mpath-1", "mpatha", disk);

        List<DeviceNode> nodes = read();

        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .noneMatch(path -> path.state().isUsable());
        assertThat(RecordedHost.unreadable(nodes))
                .extracting(DeviceNode.Unreadable::reason)
                .containsExactly("says 'sleepy', which is no known state");
    }

    @Test
    void otherDeviceMapperDevicesAreNoClients() throws Exception {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.map(0, "LVM-abc", "vg-lv", disk).map(1, "", "bare").map(2, "part1-mpath-1", "p1");

        assertThat(read()).isEmpty();
    }

    @Test
    void aFolderWithoutSysfsIsNoHost() throws Exception {
        Files.delete(temp.resolve("sys/block"));

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sys/block is missing");
    }
}
