// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.PipedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import io.lastpath.linux.internal.tree.HostSurvey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hangs, cannot be reached or contradicts itself is said, and is never a smaller host. */
@Timeout(60)
class UnreadableHostsTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";

    @TempDir Path temp;
    private FakeSysfs host;

    @BeforeEach
    void host() throws IOException {
        host = new FakeSysfs(temp);
    }

    private List<DeviceNode> read() throws IOException {
        return RecordedHost.read(temp);
    }

    private static List<String> gaps(List<DeviceNode> nodes) {
        return RecordedHost.unreadable(nodes).stream()
                .map(gap -> gap.where() + " " + gap.reason())
                .toList();
    }

    private void mapWithDaemon(String path) throws IOException {
        String one = host.scsiDisk(ONE + "/host0", 0);
        String two = host.scsiDisk(ONE + "/host0", 1);
        host.map(0, "mpath-1", "mpatha", one, two);
        daemon(
                "\"path_groups\":[{\"paths\":["
                        + "{\"dev\":\"sda\",\"dev_t\":\"8:0\",\"dm_st\":\"active\","
                        + "\"dev_st\":\"running\",\"chk_st\":\"ready\"}"
                        + path
                        + "]}]");
    }

    private void daemon(String groups) throws IOException {
        host.file(
                RecordedTools.DAEMON_FILE.substring(1),
                "{\"maps\":[{\"name\":\"mpatha\",\"uuid\":\"1\",\"sysfs\":\"dm-0\","
                        + groups
                        + "}]}");
    }

    @Test
    void aTargetPortThatHangsHoldsUpNoOtherPathToIt() throws Exception {
        String rport = ONE + "/host0/rport-0:0-1/target0:0:0/";
        String[] disks = new String[2];
        for (int lun = 0; lun < 2; lun++) {
            host.attribute(rport + "0:0:0:" + lun + "/state", "running");
            disks[lun] = host.disk(rport + "0:0:0:" + lun + "/block/sd" + (char) ('a' + lun));
        }
        host.map(0, "mpath-1", "mpatha", disks[0]).map(1, "mpath-2", "mpathb", disks[1]);
        host.file("sys/class/fc_remote_ports/rport-0:0-1/port_name", "");
        Path port = temp.resolve("sys/class/fc_remote_ports/rport-0:0-1/port_name");
        Files.delete(port);
        assertThat(new ProcessBuilder("mkfifo", port.toString()).start().waitFor()).isZero();
        PatientReads reads = new PatientReads(new PipedFiles(temp), Duration.ofMillis(200));

        List<DeviceNode> nodes =
                new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(60))
                        .full()
                        .nodes();

        assertThat(gaps(nodes)).singleElement().asString().contains("port_name did not answer");
        assertThat(RecordedHost.clients(nodes)).hasSize(1);
        try (var pipe = new RandomAccessFile(port.toFile(), "rw")) {
            pipe.write('x'); // lets the reader go
        }
    }

    @Test
    void aControllerThatCannotBeReachedIsNotOneThatHasGone() throws Exception {
        String controller = ONE + "/nvme/nvme0";
        host.attribute(controller + "/state", "live");
        host.link("sys/class/nvme/nvme0", controller);
        host.attribute(controller + "/nvme0c0n1/nsid", "1");
        host.link("sys/block/nvme0c0n1", controller + "/nvme0c0n1");
        String head = host.disk("/virtual/nvme-subsystem/nvme-subsys0/nvme0n1");
        host.attribute(head + "/wwid", "nvme.1");
        assertThat(gaps(read())).isEmpty();

        Path above = temp.resolve("sys/devices" + ONE);
        Files.move(above, temp.resolve("elsewhere"));
        Files.createSymbolicLink(above, above); // a loop: whatever is below cannot be told

        assertThat(gaps(read())).anyMatch(gap -> gap.contains(controller + " cannot be read"));
    }

    @Test
    void aPathOfWhichTheDaemonTellsUnderAnotherNameIsAContradiction() throws Exception {
        mapWithDaemon(
                ",{\"dev\":\"sdx\",\"dev_t\":\"8:16\",\"dm_st\":\"failed\","
                        + "\"dev_st\":\"running\",\"chk_st\":\"faulty\"}");
        assertThat(gaps(read())).singleElement().asString().contains("sdb").contains("mpatha");
    }

    @Test
    void aPathOfWhichTheDaemonDoesNotTellIsAContradiction() throws Exception {
        mapWithDaemon("");
        assertThat(gaps(read())).singleElement().asString().contains("sdb").contains("mpatha");
    }

    @Test
    void aPathOfWhichTheDaemonLeavesOutAWordIsNotTakenForAGoodOne() throws Exception {
        mapWithDaemon(",{\"dev\":\"sdb\",\"dev_t\":\"8:16\",\"dm_st\":\"active\"}");
        assertThat(gaps(read())).singleElement().asString().contains("dev_st");
        daemon("\"path_groups\":null");
        assertThat(gaps(read())).singleElement().asString().contains("path_groups");
        daemon("\"path_groups\":[{}]");
        assertThat(gaps(read())).singleElement().asString().contains("paths");
    }

    @ParameterizedTest
    @CsvSource({
        "3600a, naa.600A, true",
        "3600a, naa.600b, false",
        "1ATA_X_7, t10.ATA     X   7, true",
        "eui.1, eui.1, true",
        "SQEMU_X_1, naa.600a, false"
    })
    void aMapWithoutAnyPathWhoseDiskRunsHasLostTheLinkToIt(
            String identity, String wwid, boolean isLost) throws IOException {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.attribute(disk + "/../../wwid", wwid).map(0, "mpath-" + identity, "mpatha");

        assertThat(gaps(read()))
                .isEqualTo(isLost ? List.of(lostSlaves("has its WWID")) : List.of());
    }

    private static String lostSlaves(String why) {
        return "/sys/devices/virtual/block/dm-0/slaves lists no path of mpatha, but the disk sda "
                + why;
    }

    @Test
    void aDiskThatTellsNoWwidMayBeAPathOfAMapThatShowsNone() throws IOException {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.map(0, "mpath-3600a", "mpatha");
        Path wwid = temp.resolve("sys/devices" + disk).resolve("../../wwid").normalize();
        assertThat(gaps(read()))
                .containsExactly(
                        lostSlaves(
                                "may be one: /"
                                        + temp.relativize(wwid).toString()
                                        + " is missing"));

        Files.createDirectory(wwid); // as one that the kernel refuses to read
        assertThat(gaps(read())).as("such a disk has no WWID of this kind").isEmpty();
        host.file("sys/devices/virtual/block/dm-0/dm/uuid", "mpath-SQEMU_X_1\n");
        assertThat(gaps(read())).containsExactly(lostSlaves("may be one: it tells no WWID"));
    }

    @Test
    void aKernelThatRunsShowsAllPathsOfAMap() throws IOException {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.attribute(disk + "/../../wwid", "naa.600a").map(0, "mpath-3600a", "mpatha");
        assertThat(gaps(read())).isNotEmpty();
        host.file("proc/self/ns/pid", "");
        assertThat(gaps(read())).isEmpty();
    }

    @Test
    void aDiskThatIsOnItsWayOutHasLeftItsMap() throws IOException {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.attribute(disk + "/../../wwid", "naa.600a").map(0, "mpath-3600a", "mpatha");
        host.attribute(disk + "/../../state", "offline");
        assertThat(gaps(read())).isEmpty();
    }

    private static String daemonsMap(String name, String uuid, String disk) {
        return "{\"name\":\"%s\",\"uuid\":\"%s\",\"sysfs\":\"%s\",\"path_groups\":[{\"paths\":["
                        .formatted(name, uuid, disk)
                + "{\"dev\":\"sda\",\"dev_t\":\"8:0\",\"dm_st\":\"active\","
                + "\"dev_st\":\"running\",\"chk_st\":\"ready\"}]}]}";
    }

    private void daemonWithMaps(String... maps) throws IOException {
        host.file(
                RecordedTools.DAEMON_FILE.substring(1),
                "{\"maps\":[" + String.join(",", maps) + "]}");
    }

    @Test
    void aMapThatOnlyTheDaemonTellsOfMakesTheTreeIncompleteUnlessTheKernelWasAsked()
            throws Exception {
        host.map(1, "mpath-2", "mpathb", host.scsiDisk(ONE + "/host0", 0));
        daemonWithMaps(daemonsMap("mpatha", "1", "dm-0"), daemonsMap("mpathb", "2", "dm-1"));
        assertThat(gaps(read())).singleElement().asString().contains("mpatha");
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpathb: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1\n");
        assertThat(gaps(read())).isEmpty();
    }

    @Test
    void aDaemonThatKnowsNothingOfAMapMakesTheTreeIncomplete() throws Exception {
        host.map(1, "mpath-2", "mpathb", host.scsiDisk(ONE + "/host0", 0));
        daemonWithMaps();
        assertThat(gaps(read()))
                .containsExactly("/multipathd-show-maps.json does not tell of map mpathb");
    }

    @Test
    void aMapThatOnlyTheToolsTellOfMakesTheTreeIncompleteWhereSysfsShowsNone() throws Exception {
        host.scsiDisk(ONE + "/host0", 0);
        host.file(RecordedTools.KERNEL_FILE.substring(1), "");
        daemonWithMaps();
        assertThat(gaps(read())).isEmpty();

        daemonWithMaps(daemonsMap("mpatha", "1", "dm-0"));
        assertThat(gaps(read())).singleElement().asString().contains("mpatha");

        daemonWithMaps();
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpathb: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1\n");
        assertThat(gaps(read())).singleElement().asString().contains("mpathb");
    }

    @Test
    void aMapThatOnlyADiskBelowItStillNamesWasLost() throws Exception {
        String disk = host.scsiDisk(ONE + "/host0", 0);
        host.link("sys/devices" + disk + "/holders/dm-0", "/virtual/block/dm-0");

        assertThat(gaps(read()))
                .containsExactly(
                        "/sys/devices/virtual/block/dm-0 is missing, but /sys/devices"
                                + disk
                                + "/holders/dm-0 is there");
    }

    @Test
    void aLinkThatLeadsNowhereIsADeviceThatWasLost() throws Exception {
        host.link("sys/block/sdz", ONE + "/host0/target0:0:0/0:0:0:9/block/sdz");
        host.link("sys/class/scsi_host/host3", ONE + "/host3/scsi_host/host3");
        host.link("sys/class/nvme/nvme7", ONE + "/nvme/nvme7");
        host.link("sys/block/dm-5", "/virtual/block/dm-5");
        host.link("sys/block/nvme8n1", "/virtual/nvme-subsystem/nvme-subsys8/nvme8n1");

        assertThat(gaps(read()))
                .satisfiesExactlyInAnyOrder(
                        gap -> assertThat(gap).contains("sdz is missing, but /sys/block/sdz"),
                        gap -> assertThat(gap).contains("host3 is missing"),
                        gap -> assertThat(gap).contains("nvme7 is missing"),
                        gap -> assertThat(gap).contains("dm-5/dm/uuid is missing"),
                        gap -> assertThat(gap).contains("nvme8n1/wwid is missing"));
    }

    @Test
    void aHeadThatIsGoneWithItsLinksWhileANodeOfItIsThereWasLost() throws Exception {
        String controller = ONE + "/nvme/nvme0";
        host.attribute(controller + "/state", "live").link("sys/class/nvme/nvme0", controller);
        host.attribute(controller + "/nvme0c0n1/nsid", "1");
        host.link("sys/block/nvme0c0n1", controller + "/nvme0c0n1");

        assertThat(gaps(read()))
                .containsExactly("/sys/block/nvme0n1 is missing, but its path nvme0c0n1 is there");
    }

    @Test
    void aMapIsFoundByTheNameThatDmsetupMakesOfIt() throws Exception {
        host.map(0, "mpath-1", "my\\x20map", host.scsiDisk(ONE + "/host0", 0));
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "my map: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 7 0 1\nempty: \n");
        List<DeviceNode> nodes = read();
        assertThat(gaps(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .extracting(path -> path.state())
                .containsExactly(PathState.FAULT);
    }

    @Test
    void aVolumeThatDmsetupNamesAndSysfsLacksIsMissedByItsName() throws Exception {
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0))
                .map(1, "part1-mpath-1", "my\\x20part", "/virtual/block/dm-0");
        String status = "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 7 0 1\n";
        host.file(RecordedTools.KERNEL_FILE.substring(1), status + "my part: 0 8 linear \n");
        assertThat(gaps(read())).isEmpty();

        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                status + "my part: 0 8 linear \nvg-lv: 0 8 linear \nvg-lv: 8 8 crypt \n");

        assertThat(gaps(read()))
                .containsExactly(
                        RecordedTools.KERNEL_FILE
                                + " tells of a device vg-lv, but no dm/name in sysfs has it");
    }
}
