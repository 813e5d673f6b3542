// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.SilentLog;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A PHCI that was shown is shown until it leaves the host, though no other of its kind has a path.
 */
class LonePhcisTest {

    private static final String SLOT = "/pci0000:00/0000:00:03.0";
    private static final String HBA = SLOT + "/0000:01:00.0";
    private static final String OTHER = "/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String NVME = "/virtual/nvme-fabrics/ctl/nvme0";
    private static final String HEAD = "/virtual/nvme-subsystem/nvme-subsys0/nvme0n1";

    @TempDir Path temp;
    private FakeSysfs sysfs;
    private HostSurvey survey;
    private LinuxHost host;

    @BeforeEach
    void host() throws IOException {
        sysfs = new FakeSysfs(temp);
        host = anew();
    }

    private LinuxHost anew() {
        PatientReads reads = new PatientReads(new RootedFiles(temp), Duration.ofSeconds(10));
        survey = new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(60));
        return new LinuxHost("a host", temp, survey, SilentLog.logger());
    }

    private List<DeviceNode> shown() throws Exception {
        List<DeviceNode> nodes = new ArrayList<>();
        try (DeviceTree tree = host.snapshot()) {
            tree.walk(nodes::add);
        }
        return nodes;
    }

    private List<String> phcis() throws Exception {
        List<DeviceNode> nodes = shown();
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        return RecordedHost.phcis(nodes);
    }

    private void map(String above) throws IOException {
        sysfs.map(0, "mpath-1", "mpatha", sysfs.scsiDisk(above, 0));
    }

    private void delete(String path) throws IOException {
        try (var files = Files.walk(temp.resolve(path))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void namespace() throws IOException {
        sysfs.attribute(NVME + "/state", "live").attribute(NVME + "/transport", "tcp");
        sysfs.attribute(NVME + "/subsysnqn", "nqn.one").link("sys/class/nvme/nvme0", NVME);
        sysfs.attribute(NVME + "/nvme0c0n1/ana_state", "optimized");
        sysfs.attribute(NVME + "/nvme0c0n1/ana_grpid", "1");
        sysfs.link("sys/block/nvme0c0n1", NVME + "/nvme0c0n1");
        sysfs.attribute(sysfs.disk(HEAD) + "/wwid", "uuid.1");
    }

    /** All block devices go, with the given folder of them; hosts and controllers stay. */
    private void disksGo(String folder) throws IOException {
        for (String gone : List.of("sys/block", "sys/dev", "sys/devices/virtual", folder)) {
            delete(gone);
        }
        Files.createDirectories(temp.resolve("sys/block"));
    }

    @ParameterizedTest
    @CsvSource({
        HBA + ", 0, " + HBA,
        "/platform, 3, /platform/host3",
        "/css0/0.0.000a/0.0.1900, 0, /css0/0.0.000a/0.0.1900"
    })
    void whatHasLostItsDisksOnlyStaysUntilItIsGone(String above, int number, String phci)
            throws Exception {
        String device = above + "/host" + number;
        sysfs.scsiHost(above, number, "lpfc");
        map(device);
        assertThat(phcis()).containsExactly(phci);

        disksGo("sys/devices" + device + "/target" + number + ":0:0");
        assertThat(shown()).singleElement().isInstanceOf(DeviceNode.Phci.class);
        assertThat(phcis()).containsExactly(phci);
        assertThat(survey.facts().hasSameTree(host.last().orElseThrow().facts())).isTrue();

        delete("sys/devices" + phci);
        delete("sys/class/scsi_host/host" + number);
        assertThat(survey.facts().hasSameTree(host.last().orElseThrow().facts())).isFalse();
        assertThat(phcis()).isEmpty();

        sysfs.scsiHost(above, number, "lpfc");
        assertThat(phcis()).as("one that left begins anew").isEmpty();
        map(device);
        assertThat(phcis()).containsExactly(phci);
    }

    @Test
    void anNvmeControllerWithoutNamespacesStaysUntilItIsGone() throws Exception {
        namespace();
        assertThat(phcis()).containsExactly(NVME);

        for (String disk : List.of("sys/block", "sys/dev", "sys/devices" + HEAD)) {
            delete(disk);
        }
        delete("sys/devices" + NVME + "/nvme0c0n1");
        Files.createDirectories(temp.resolve("sys/block"));
        assertThat(phcis()).containsExactly(NVME);

        delete("sys/devices" + NVME);
        delete("sys/class/nvme/nvme0");
        assertThat(phcis()).isEmpty();
    }

    @Test
    void oneThatWasShownBesideAnotherStaysWithIt() throws Exception {
        sysfs.scsiHost(HBA, 0, "lpfc").scsiHost(OTHER, 1, "lpfc");
        map(HBA + "/host0");
        assertThat(phcis()).containsExactly(HBA, OTHER);

        disksGo("sys/devices" + HBA + "/host0/target0:0:0");

        assertThat(phcis()).containsExactly(HBA, OTHER);
    }

    @Test
    void oneOfWhichNobodyCanTellWhetherItIsThereStaysAndTheTreeIsIncomplete() throws Exception {
        sysfs.scsiHost(HBA, 0, "lpfc");
        map(HBA + "/host0");
        assertThat(phcis()).containsExactly(HBA);
        disksGo("sys/devices" + HBA + "/host0/target0:0:0");
        delete("sys/class");
        Path slot = temp.resolve("sys/devices" + SLOT);
        Files.move(slot, temp.resolve("elsewhere"));
        Files.createSymbolicLink(slot, slot); // a loop: whatever is below cannot be told

        List<DeviceNode> nodes = shown();

        assertThat(RecordedHost.phcis(nodes)).containsExactly(HBA);
        assertThat(RecordedHost.unreadable(nodes))
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.where()).isEqualTo(temp + "/sys/devices" + HBA);
                            assertThat(gap.reason()).startsWith("cannot be read: ");
                        });
        Files.delete(slot);
        assertThat(phcis()).isEmpty();
    }

    @Test
    void aReadingThatIsIncompleteForgetsNoneThatIsThere() throws Exception {
        sysfs.scsiHost(HBA, 6, "one").scsiHost(HBA, 7, "two");
        map(HBA + "/host6");
        sysfs.map(1, "mpath-2", "mpathb", sysfs.scsiDisk(HBA + "/host7", 0));
        assertThat(phcis()).containsExactly(HBA + "/host6", HBA + "/host7");
        for (String gone : List.of("sdb", "dm-1")) {
            delete("sys/block/" + gone);
        }
        for (String gone : List.of("8:16", "253:1")) {
            delete("sys/dev/block/" + gone);
        }
        delete("sys/devices/virtual/block/dm-1");
        delete("sys/devices" + HBA + "/host7/target7:0:0");
        assertThat(phcis()).containsExactly(HBA + "/host6", HBA + "/host7");

        Path link = temp.resolve("sys/class/scsi_host/host7");
        Files.move(link, temp.resolve("elsewhere"));
        Files.createDirectory(link); // no link: which host it is cannot be told
        assertThat(RecordedHost.unreadable(shown())).isNotEmpty();
        Files.delete(link);
        Files.move(temp.resolve("elsewhere"), link);

        assertThat(phcis()).containsExactly(HBA + "/host6", HBA + "/host7");
    }

    @Test
    void aControllerOfWhichTheHbaIsKnownNowIsNoPhciAnyMore() throws Exception {
        namespace();
        String from = "host_traddr=nn-0x2000000000000021:pn-0x1000000000000021";
        sysfs.attribute(NVME + "/address", "traddr=nn-0x5:pn-0x6," + from);
        assertThat(phcis()).containsExactly(NVME);

        String port = HBA + "/host0/fc_host/host0";
        sysfs.scsiHost(HBA, 0, "lpfc").attribute(port + "/port_name", "0x1000000000000021");
        sysfs.link("sys/class/fc_host/host0", port).attribute(NVME + "/transport", "fc");

        assertThat(phcis()).containsExactly(HBA);
    }

    @Test
    void anotherReaderOfTheHostBeginsAnew() throws Exception {
        sysfs.scsiHost(HBA, 0, "lpfc");
        map(HBA + "/host0");
        assertThat(phcis()).containsExactly(HBA);
        disksGo("sys/devices" + HBA + "/host0/target0:0:0");
        assertThat(phcis()).containsExactly(HBA);

        host = anew();

        assertThat(phcis()).isEmpty();
    }
}
