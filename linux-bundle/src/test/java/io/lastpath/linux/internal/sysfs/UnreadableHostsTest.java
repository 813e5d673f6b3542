// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hangs, cannot be reached or was lost is said, and is never a smaller host. */
@Timeout(60)
class UnreadableHostsTest extends BrokenHost {

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

    @ParameterizedTest
    @CsvSource({
        "3600a, naa.600A, true",
        "3600a, naa.600b, false",
        "1ATA_X_7, t10.ATA     X   7, true",
        "1ATA_X\\x2f7, t10.ATA     X/7, true",
        "1ATA_X_7, t10.ATA     X   7\\0\\0, true",
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
}
